//! The words of care accounts: who arranged the care, where it is given, and what a policy may choose.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::words::{Word, vocabulary};

vocabulary! {
    /// Who arranged the care of a week. Care Act 2014 s15(2) counts each differently.
    ArrangedBy {
        Adult "self" "Arranged by the adult"
        Council "council" "Arranged by the council"
    }
}

vocabulary! {
    /// Where the care of a week was given.
    CareSetting {
        Home "home" "At home"
        CareHome "care-home" "In a care home"
    }
}

vocabulary! {
    /// Whether daily living costs are taken off what the council charges. The sources do not settle it, so the
    /// policy says.
    AgainstCharge {
        Deduct "deduct" "Taken off the charge"
        Leave "none" "Not taken off the charge"
    }
}

vocabulary! {
    /// How a part of a penny is rounded.
    Rounding {
        HalfUp "half-up" "To the nearest penny, a half up"
    }
}
