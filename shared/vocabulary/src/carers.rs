//! The words of a carer's indication: outcomes, limbs, and how far what was said points to a condition.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::words::{Word, vocabulary};

vocabulary! {
    /// What a carer may be unable to achieve, in the order of SI 2015/313 reg 3(2)(b)(i) to (viii).
    CarerOutcome {
        ChildCare "child-care" "Caring for a child"
        OtherCaring "other-caring" "Caring for other people"
        HabitableHome "habitable-home" "Keeping a home fit to live in"
        Nutrition "nutrition" "Eating and drinking well"
        Relationships "relationships" "Family, friends and other relationships"
        WorkEducation "work-education" "Work, training, education or volunteering"
        CommunityFacilities "community-facilities" "Using local services and places"
        Recreation "recreation" "Free time and things that they enjoy"
    }
}

vocabulary! {
    /// How something is hard for a carer. The first three are SI 2015/313 reg 3(3)(a) to (c). The
    /// fourth is in the rule for adults with needs (reg 2(3)(d)) and not in the one for carers: it is
    /// asked and recorded, and does not count.
    Limb {
        NeedsAssistance "needs-assistance" "Cannot do it without help"
        PainDistressAnxiety "pain-distress-anxiety" "Can do it, with significant pain, distress or anxiety"
        EndangersSafety "endangers-safety" "Can do it, but somebody's health or safety is at risk"
        TakesLonger "takes-longer" "Can do it, but it takes much longer"
    }
}

vocabulary! {
    /// What caring does to a carer's wellbeing.
    WellbeingImpact {
        Significant "significant" "A significant impact"
        NotSignificant "not-significant" "No significant impact"
        Unknown "unknown" "Not known"
    }
}

vocabulary! {
    /// Whether what was said points to a condition. Pages say the label, never the id.
    Indicated {
        Yes "indicated" "What was said points to this"
        No "not-indicated" "What was said does not point to this"
        Undetermined "undetermined" "Not enough was said to tell"
    }
}

vocabulary! {
    /// What all three conditions come to. It feeds no routing and no priority. Pages say the label at
    /// most, never the id.
    OverallIndication {
        Likely "likely" "What was said points to all three conditions"
        Unlikely "unlikely" "What was said does not point to all three conditions"
        Undetermined "undetermined" "Not enough was said to tell"
    }
}
