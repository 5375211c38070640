//! Between the case store's words for figures and ours.

use ::figures::Period;

use super::wit::front_door::case_store::figures as wall;
use crate::stores::Refusal;

::figures::mirror!(wall);

pub fn refusal(refusal: wall::Refusal) -> Refusal {
    match refusal {
        wall::Refusal::NotAllowed => Refusal::NotAllowed,
        wall::Refusal::Invalid(fields) => Refusal::Invalid(fields),
        wall::Refusal::Failed(fault) => Refusal::Failed(fault.into()),
    }
}

pub fn period(period: Period) -> wall::Period {
    wall::Period {
        from: period.from().to_string(),
        to: period.to().to_string(),
    }
}

/// A list in our own words.
pub fn all<T, U: From<T>>(list: Result<Vec<T>, wall::Refusal>) -> Result<Vec<U>, Refusal> {
    Ok(list.map_err(refusal)?.into_iter().map(U::from).collect())
}
