//! Words that the store and the desk share: how a list is asked for, how late a referral is, and how two contacts
//! may belong together.

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$note:meta])* $word:ident $id:literal $said:literal)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$note])* $word,)+
        }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$word,)+];

            /// The word of the API.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$word => $id,)+ }
            }

            /// What staff read.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$word => $said,)+ }
            }

            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.id() == id)
            }
        }
    };
}

words! {
    /// A sign that somebody may be in danger.
    Sign {
        Safeguarding "safeguarding" "A safeguarding sign"
        /// A risk of rule 10.
        RuleTen "rule-ten" "A risk that cannot wait"
    }
}

words! {
    /// Why somebody should look at an open referral now.
    Attention {
        Overdue "overdue" "Overdue"
        /// Less time is left than local policy allows.
        AtRisk "at-risk" "At risk of being late"
        /// Nobody answers who may be in danger, and somebody who leads has yet to decide.
        WelfareCheck "welfare-check" "A welfare check to decide on"
        /// The day until which it was to wait has come.
        CameBack "came-back" "Back after waiting"
    }
}

words! {
    /// In which order a list stands.
    Order {
        /// By priority, respond-by and reference.
        MostPressing "most-pressing" "Most pressing first"
        /// By respond-by and reference.
        DueFirst "due-first" "Due first"
        /// By when it was received, and reference.
        OldestFirst "oldest-first" "Oldest first"
    }
}

// The default stands apart, because most lists of words have none.
#[allow(
    clippy::derivable_impls,
    reason = "the enum is made by the macro for all lists of words"
)]
impl Default for Order {
    fn default() -> Self {
        Self::MostPressing
    }
}

words! {
    /// How late a referral was when somebody who leads was to hear of it.
    Escalated {
        AtRisk "at-risk" "At risk of being late"
        Overdue "overdue" "Overdue"
    }
}

words! {
    /// What a referral is shown for. The id is what its audit says.
    ShownFor {
        Screen "read" "On a page"
        Paper "printed" "For paper"
        CopiedText "copied-as-text" "As text to be copied"
    }
}

words! {
    /// How two contacts may belong together.
    Relation {
        LooksAfter "looks-after" "May be about somebody whom this carer looks after"
        IsLookedAfterBy "is-looked-after-by" "May be from somebody who looks after this person"
        LooksAfterTheSamePerson "looks-after-the-same-person" "May be from somebody who looks after the same person"
        SamePerson "same-person" "May be about the same person"
    }
}

words! {
    /// What two contacts have in common: besides the family name, unless both may be about the same person.
    Likeness {
        GivenName "given-name" "the same first name"
        DateOfBirth "date-of-birth" "the same date of birth"
        Postcode "postcode" "the same postcode"
        Phone "phone" "the same phone number"
        Email "email" "the same email address"
        /// The rest only where both may be about the same person.
        FamilyName "family-name" "the same last name"
        FamilyNameAlike "family-name-alike" "a last name that sounds the same"
        NamesSwapped "names-swapped" "the same names, first and last swapped"
        /// One digit is another, or day and month are swapped.
        DateOfBirthNearly "date-of-birth-nearly" "nearly the same date of birth: one digit, or day and month, may be mistyped"
    }
}

words! {
    /// How sure it is that two contacts are about the same person.
    Score {
        Possible "possible" "possible"
        Likely "likely" "likely"
        Strong "strong" "very likely"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_comes_back_from_its_id() {
        for order in Order::ALL {
            assert_eq!(Order::from_id(order.id()), Some(*order));
        }
        assert_eq!(Order::default().id(), "most-pressing");
        assert!(Score::Strong > Score::Likely && Score::Likely > Score::Possible);
        assert_eq!(Attention::from_id("late"), None);
    }
}
