//! Numbers that are too small to be told.
//!
//! Where two things are crossed, such as a need and a locality, a few people stand in a cell, and somebody who knows
//! the area may find one of them in a table that is passed on. It is no guard against those who may open the
//! referrals themselves.

/// The smallest number of a crossed table that is told, besides none.
pub const FEWEST: u32 = 5;

/// The numbers of a row of which the sum is known, without those that are small. Where only one is left out, or those
/// left out come to less than [`FEWEST`], the next smallest goes too, so that none can be worked out. Nothing stays
/// nothing: it is nobody.
#[must_use]
pub fn without_small(row: &[u32]) -> Vec<Option<u32>> {
    let mut told: Vec<Option<u32>> = row.iter().copied().map(Some).collect();
    let mut by_size: Vec<(u32, usize)> = row
        .iter()
        .enumerate()
        .filter(|(_, number)| **number > 0)
        .map(|(place, number)| (*number, place))
        .collect();
    by_size.sort_unstable();
    let (mut left_out, mut hidden) = (0_u32, 0_usize);
    for (number, place) in by_size {
        let is_hidden_enough = hidden == 0 || (hidden > 1 && left_out >= FEWEST);
        if number >= FEWEST && is_hidden_enough {
            break;
        }
        if let Some(cell) = told.get_mut(place) {
            *cell = None;
        }
        left_out = left_out.saturating_add(number);
        hidden += 1;
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_small_number_takes_the_next_one_with_it() {
        assert_eq!(without_small(&[9, 2, 30]), [None, None, Some(30)]);
        assert_eq!(without_small(&[9, 0, 30]), [Some(9), Some(0), Some(30)]);
        assert_eq!(without_small(&[2, 1, 40, 8]), [None, None, Some(40), None]);
        assert_eq!(without_small(&[4, 4, 40]), [None, None, Some(40)]);
        assert_eq!(without_small(&[3]), [None]);
    }

    proptest! {
        #[test]
        fn nobody_works_out_what_is_left_out(row in prop::collection::vec(0_u32..12, 0..8)) {
            let told = without_small(&row);
            prop_assert_eq!(told.len(), row.len());
            let hidden: Vec<u32> = row.iter().zip(&told)
                .filter(|(_, told)| told.is_none()).map(|(number, _)| *number).collect();
            for (number, told) in row.iter().zip(&told) {
                if let Some(told) = told {
                    prop_assert_eq!(told, number);
                    prop_assert!(*told == 0 || *told >= FEWEST);
                }
            }
            // Whoever knows the sum knows the sum of what is left out: of two numbers at the least and five people,
            // unless the row has no more than one number, or fewer people.
            let others = row.iter().filter(|number| **number > 0).count();
            if !hidden.is_empty() && others > hidden.len() {
                prop_assert!(hidden.len() > 1 && hidden.iter().sum::<u32>() >= FEWEST);
            }
        }
    }
}
