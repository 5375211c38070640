//! The contract's vocabularies. Each word has an id, which JSON, rules and records use and which never
//! changes its meaning, and a label in plain English, which staff read. What residents read stands in
//! the forms.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A word of a closed vocabulary.
pub trait Word: Copy + Ord + 'static {
    /// Every word, in the order of the contract.
    const ALL: &'static [Self];

    /// The kebab-case id.
    fn id(self) -> &'static str;

    /// What staff read.
    fn label(self) -> &'static str;

    /// Its place in [`Word::ALL`].
    fn index(self) -> usize;

    /// The word with this id.
    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.id() == id)
    }
}

/// Makes an enum whose variants are words: an id and a label each.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $id:literal $label:literal)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $label] $variant,)+
        }

        impl $name {
            /// Every word, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The kebab-case id.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            /// What staff read.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// The word with this id.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)+ _ => None }
            }
        }

        impl Word for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn id(self) -> &'static str {
                self.id()
            }

            fn label(self) -> &'static str {
                self.label()
            }

            fn index(self) -> usize {
                self as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.id())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let id = String::deserialize(deserializer)?;
                Self::from_id(&id).ok_or_else(|| {
                    de::Error::custom(format_args!(
                        "`{id}` is not known here; the known words are {}",
                        Self::ALL.iter().map(|word| word.id()).collect::<Vec<_>>().join(", ")
                    ))
                })
            }
        }
    };
}

pub(crate) use vocabulary;

vocabulary! {
    /// Who the contact is about.
    About {
        OneSelf "self" "Themselves"
        SomeoneElse "someone-else" "Somebody else"
    }
}

vocabulary! {
    /// Who tells us.
    Reporter {
        OneSelf "self" "The person themselves"
        Carer "carer" "An unpaid carer"
        FamilyOrFriend "family-or-friend" "A relative or friend"
        NeighbourOrPublic "neighbour-or-public" "A neighbour or member of the public"
        Provider "provider" "Somebody paid to support them"
        Professional "professional" "A professional"
        Health "health" "A health professional"
        Police "police" "The police"
        FireOrAmbulance "fire-or-ambulance" "The fire or ambulance service"
        Housing "housing" "A housing organisation"
        PrisonOrProbation "prison-or-probation" "Prison or probation"
        AdvocateOrAttorney "advocate-or-attorney" "An advocate or attorney"
        Other "other" "Somebody else"
    }
}

vocabulary! {
    /// An answer that may be unknown. Unknown is never no.
    Answer {
        Yes "yes" "Yes"
        No "no" "No"
        Unknown "unknown" "Not known"
    }
}

vocabulary! {
    /// What somebody needs help with.
    Need {
        PersonalCare "personal-care" "Washing, dressing or using the toilet"
        MealsNutrition "meals-nutrition" "Meals, eating and drinking"
        HomeSafety "home-safety" "Being safe at home"
        KeepingHome "keeping-home" "Keeping the home clean and in order"
        MobilityFalls "mobility-falls" "Moving about, or falls"
        EquipmentAdaptations "equipment-adaptations" "Equipment or changes to the home"
        Memory "memory" "Memory"
        MentalHealth "mental-health" "Mental health"
        LearningDisability "learning-disability" "A learning disability"
        Autism "autism" "Autism"
        SightHearing "sight-hearing" "Sight or hearing"
        Deafblind "deafblind" "Sight and hearing together (deafblind)"
        LongTermCondition "long-term-condition" "A long-term condition"
        DrugsAlcohol "drugs-alcohol" "Drugs or alcohol"
        Loneliness "loneliness" "Loneliness"
        Parenting "parenting" "Looking after their own children"
        CareTechnology "care-technology" "Care technology"
        CaringRole "caring-role" "Looking after somebody, unpaid"
        BreakFromCaring "break-from-caring" "A break from caring"
        MoneyCharging "money-charging" "Money and paying for care"
        ArrangeOwnCare "arrange-own-care" "Arranging care that they pay for"
        Housing "housing" "Housing"
        HospitalDischarge "hospital-discharge" "Going home from hospital"
        EndOfLife "end-of-life" "Care at the end of life"
        DayActivities "day-activities" "Things to do in the day"
        Employment "employment" "Work, training or volunteering"
        Transport "transport" "Transport"
        MovingToAdultServices "moving-to-adult-services" "Moving from children's to adult services"
        Advocacy "advocacy" "Somebody to speak up for them"
        InformationOnly "information-only" "Information only"
        SomethingElse "something-else" "Something else"
        NotSure "not-sure" "Not sure"
    }
}

vocabulary! {
    /// What may go wrong, or has.
    Risk {
        ImmediateDanger "immediate-danger" "In immediate danger"
        AbuseOrNeglect "abuse-or-neglect" "Abuse or neglect by somebody"
        SelfNeglect "self-neglect" "Self-neglect"
        DomesticAbuse "domestic-abuse" "Domestic abuse"
        Exploitation "exploitation" "Exploitation"
        SelfHarmOrSuicide "self-harm-or-suicide" "Self-harm or thoughts of suicide"
        CarerBreakdown "carer-breakdown" "The carer cannot go on"
        LeftAloneUnsafe "left-alone-unsafe" "Left alone and not safe"
        NoFoodHeatMedication "no-food-heat-medication" "No food, heating or medicine"
        MissingPerson "missing-person" "Missing"
        CareNotTurningUp "care-not-turning-up" "Care is not turning up"
        HomelessTonight "homeless-tonight" "Nowhere to sleep tonight"
        HoardingOrFire "hoarding-or-fire" "Hoarding, or a risk of fire"
        HarmToOthers "harm-to-others" "May harm others"
        ChildAtRisk "child-at-risk" "A child is at risk"
        RepeatedFalls "repeated-falls" "Falls again and again"
    }
}

vocabulary! {
    /// Where and how somebody lives. None narrows help.
    Circumstance {
        CareHomeOrSupportedLiving "care-home-or-supported-living" "Lives in a care home or supported living"
        InHospital "in-hospital" "In hospital"
        InPrisonOrApprovedPremises "in-prison-or-approved-premises" "In prison or approved premises"
        Homeless "homeless" "Homeless"
        MovingArea "moving-area" "Moving to another area"
        AftercareS117 "aftercare-s117" "Aftercare under section 117"
        ArmedForces "armed-forces" "Has served in the armed forces"
        LeavingCareOrSend "leaving-care-or-send" "Leaving care, or special educational needs"
    }
}

vocabulary! {
    /// Who may be causing harm.
    HarmSource {
        CareServiceOrPaidWorker "care-service-or-paid-worker" "A care service or paid worker"
        PositionOfTrust "position-of-trust" "Somebody in a position of trust"
        PartnerOrFamily "partner-or-family" "A partner or relative"
        Other "other" "Somebody else"
        Unknown "unknown" "Not known"
    }
}

vocabulary! {
    /// The forms.
    Form {
        AdultContact "adult-contact" "Ask for help"
        SafeguardingConcern "safeguarding-concern" "Safeguarding concern"
        ProfessionalReferral "professional-referral" "Referral by a professional"
        CareTechnology "care-technology" "Care technology"
        ArrangeMyCare "arrange-my-care" "Arrange my care"
        EquipmentAdaptations "equipment-adaptations" "Equipment and changes to the home"
        ChangeOrProblem "change-or-problem" "A change or a problem"
        CarerAssessment "carer-assessment" "Carer's assessment"
    }
}

vocabulary! {
    /// How soon a person must look at a contact. A greater priority is more pressing.
    Priority {
        Standard "standard" "Standard"
        Soon "soon" "Soon"
        Urgent "urgent" "Urgent"
        Emergency "emergency" "Emergency"
    }
}

vocabulary! {
    /// How far a contact has come.
    Status {
        Received "received" "Received"
        BeingLookedAt "being-looked-at" "Being looked at"
        PassedOn "passed-on" "Passed on"
        WaitingForYou "waiting-for-you" "Waiting for the person"
        Closed "closed" "Closed"
    }
}

vocabulary! {
    /// What a member of staff, or a machine, may be.
    Role {
        Adviser "adviser" "Adviser"
        Senior "senior" "Senior adviser"
        Safeguarding "safeguarding" "Safeguarding"
        Manager "manager" "Manager"
        ServiceDesigner "service-designer" "Service designer"
        Auditor "auditor" "Auditor"
        Administrator "administrator" "Administrator"
        Worker "worker" "Machine"
    }
}

vocabulary! {
    /// How a contact came to us.
    Channel {
        Web "web" "Website"
        Phone "phone" "Phone"
        Email "email" "Email"
        Post "post" "Post"
        FaceToFace "face-to-face" "Face to face"
        TextphoneOrRelay "textphone-or-relay" "Textphone or Relay UK"
        VideoBsl "video-bsl" "British Sign Language by video"
    }
}

impl Priority {
    /// Most pressing first, as queues are ordered.
    pub const MOST_PRESSING_FIRST: [Self; 4] =
        [Self::Emergency, Self::Urgent, Self::Soon, Self::Standard];

    /// 0 for the most pressing, so that an ascending order puts it first.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Emergency => 0,
            Self::Urgent => 1,
            Self::Soon => 2,
            Self::Standard => 3,
        }
    }

    /// The priority with this rank.
    #[must_use]
    pub const fn from_rank(rank: u8) -> Option<Self> {
        match rank {
            0 => Some(Self::Emergency),
            1 => Some(Self::Urgent),
            2 => Some(Self::Soon),
            3 => Some(Self::Standard),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids_are_words_that_come_back<W: Word + fmt::Debug>() {
        for (index, word) in W::ALL.iter().enumerate() {
            assert_eq!((W::from_id(word.id()), word.index()), (Some(*word), index));
            assert!(
                word.id()
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            );
            assert!(!word.label().is_empty());
        }
        assert_eq!(W::from_id("no-such-word"), None);
    }

    #[test]
    fn every_word_is_found_by_its_id() {
        ids_are_words_that_come_back::<About>();
        ids_are_words_that_come_back::<Reporter>();
        ids_are_words_that_come_back::<Answer>();
        ids_are_words_that_come_back::<Need>();
        ids_are_words_that_come_back::<Risk>();
        ids_are_words_that_come_back::<Circumstance>();
        ids_are_words_that_come_back::<HarmSource>();
        ids_are_words_that_come_back::<Form>();
        ids_are_words_that_come_back::<Priority>();
        ids_are_words_that_come_back::<Status>();
        ids_are_words_that_come_back::<Role>();
        ids_are_words_that_come_back::<Channel>();
        ids_are_words_that_come_back::<crate::CarerOutcome>();
        ids_are_words_that_come_back::<crate::Limb>();
        ids_are_words_that_come_back::<crate::WellbeingImpact>();
        ids_are_words_that_come_back::<crate::Indicated>();
        ids_are_words_that_come_back::<crate::OverallIndication>();
        assert_eq!((Need::ALL.len(), Risk::ALL.len()), (32, 16));
    }

    #[test]
    fn an_emergency_is_more_pressing_than_anything_else() {
        assert!(Priority::Emergency > Priority::Urgent);
        assert!(Priority::Urgent > Priority::Soon);
        assert!(Priority::Soon > Priority::Standard);
        for (rank, priority) in (0_u8..).zip(Priority::MOST_PRESSING_FIRST) {
            assert_eq!(priority.rank(), rank);
            assert_eq!(Priority::from_rank(rank), Some(priority));
        }
    }
}
