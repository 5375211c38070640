//! An amount of money that cannot be negative, and cannot overflow.

use vocabulary::Rounding;

/// Whole pence: never negative, and never more than [`Pence::MOST`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pence(i64);

impl Pence {
    pub const NOTHING: Self = Self(0);

    /// A thousand million pounds. Products of two such amounts are far inside an `i128`.
    pub const MOST: Self = Self(100_000_000_000);

    /// The amount, unless it is negative or more than [`Pence::MOST`].
    #[must_use]
    pub const fn new(pence: i64) -> Option<Self> {
        if pence >= 0 && pence <= Self::MOST.0 {
            Some(Self(pence))
        } else {
            None
        }
    }

    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The same without a sign, as sums, records and walls have it.
    #[must_use]
    pub const fn unsigned(self) -> u64 {
        self.0.unsigned_abs()
    }

    /// What is left of this without `other`; nothing when `other` is more.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0).max(0))
    }

    /// This amount times `numerator` over `denominator`, rounded to whole pence; none when that is no amount.
    pub(crate) fn times(self, numerator: i128, denominator: i128, how: Rounding) -> Option<Self> {
        let pence = divided(i128::from(self.0).checked_mul(numerator)?, denominator, how)?;
        Self::new(i64::try_from(pence).ok()?)
    }
}

/// A division that is rounded; none for one by nothing, or of a negative number.
pub(crate) fn divided(dividend: i128, divisor: i128, how: Rounding) -> Option<i128> {
    if dividend < 0 || divisor <= 0 {
        return None;
    }
    match how {
        Rounding::HalfUp => dividend
            .checked_mul(2)?
            .checked_add(divisor)?
            .checked_div(divisor.checked_mul(2)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_never_negative_nor_past_the_most() {
        assert_eq!(Pence::new(-1), None);
        assert_eq!(Pence::new(Pence::MOST.get() + 1), None);
        let (five, seven) = (Pence::new(5).unwrap(), Pence::new(7).unwrap());
        assert_eq!(seven.less(five).get(), 2);
        assert_eq!(five.less(seven), Pence::NOTHING);
        assert_eq!(Pence::MOST.times(11, 10, Rounding::HalfUp), None);
    }

    #[test]
    fn a_half_penny_is_rounded_up() {
        let of = |dividend, divisor| divided(dividend, divisor, Rounding::HalfUp);
        assert_eq!(
            (of(49, 100), of(50, 100), of(51, 100)),
            (Some(0), Some(1), Some(1))
        );
        assert_eq!((of(5, 2), of(4, 2), of(0, 3)), (Some(3), Some(2), Some(0)));
        assert_eq!((of(1, 0), of(-1, 2), of(i128::MAX, 2)), (None, None, None));
    }
}
