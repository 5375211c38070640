//! The words of the page. To be read by somebody who is tired: short, and on their side.

use vocabulary::{Answer, CarerOutcome, Indicated};

use super::{OtherRoute, only_slow};
use crate::indication::{Told, in_words};

/// What stands first.
pub const OPENING: &str = "You have a right to a carer’s assessment whatever these answers say.";

/// What stands beside every condition.
pub const NOT_A_DECISION: &str = "This is not a decision. It only shows what your answers point to, and it can be \
     wrong. Someone from the council goes through it with you. They decide with you.";

/// What somebody can do who does not agree.
pub const DISAGREE: [&str; 4] = [
    "You know your life best. If something here is wrong, change your answer or add to it in your own words.",
    "You can send it even if you do not agree with what it suggests. Tell the person who talks with you.",
    "Whatever it suggests, you can ask for an assessment now, or again later.",
    "When the council has decided, it gives you its reasons in writing. If you think that they are wrong, you can ask \
     it to look again, and you can complain.",
];

/// How to talk to somebody.
pub const REACH_A_PERSON: &str =
    "You can talk to a person about this at any time, before you send it or after.";

/// The words of one condition.
pub(super) struct Words {
    pub heading: &'static str,
    pub law: &'static str,
    indicated: &'static str,
    not_indicated: &'static str,
    open: &'static str,
}

impl Words {
    pub fn of(&self, state: Indicated) -> &'static str {
        match state {
            Indicated::Yes => self.indicated,
            Indicated::No => self.not_indicated,
            Indicated::Undetermined => self.open,
        }
    }
}

pub(super) const NECESSARY_CARE: Words = Words {
    heading: "The person needs what you do",
    law: "The rules for carers look at whether you give care that the other person could not do without.",
    indicated: "What you told us suggests that they could not manage without you.",
    not_indicated: "What you told us suggests that they could manage without you. We look at this again together with \
         you: it is easy to forget how much you do.",
    open: "We cannot tell yet. That does not count against you. You can tell us more, or talk it through with someone.",
};

pub(super) const EFFECT: Words = Words {
    heading: "It affects your health or your daily life",
    law: "The rules for carers look at your health, and at eight parts of daily life. One of them is enough.",
    indicated: "",
    not_indicated: "What you told us suggests that your health is not at risk, and that you manage these parts of \
         daily life. That can change, and you may have got used to a lot. Tell us if there is more.",
    open: "We cannot tell yet, because we do not know about everything. That does not count against you. You can tell \
         us more, or talk it through with someone.",
};

pub(super) const WELLBEING: Words = Words {
    heading: "It makes a big difference to how you are",
    law: "The rules for carers look at what all this does to you: how you feel, your safety, money, home, and having a \
         say in your own life.",
    indicated: "What you told us suggests that caring makes a big difference to how you are.",
    not_indicated: "What you told us suggests that caring does not make a big difference to how you are. That can \
         change. Tell us if there is more.",
    open: "We cannot tell yet. That does not count against you. You can tell us more, or talk it through with someone.",
};

/// The second condition has a paragraph for each thing that it rests on.
pub(super) fn of_effect(told: &Told, state: Indicated, counted: &[CarerOutcome]) -> Vec<String> {
    let mut paragraphs = Vec::new();
    if told.health_at_risk == Answer::Yes {
        paragraphs.push("What you told us suggests that your health is at risk.".to_owned());
    }
    if !counted.is_empty() {
        paragraphs.push(format!(
            "What you told us suggests that this is too hard, too painful or not safe for you: {}.",
            listed(counted)
        ));
    }
    if state != Indicated::Yes {
        paragraphs.push(EFFECT.of(state).to_owned());
    }
    let slow = only_slow(told);
    if !slow.is_empty() {
        paragraphs.push(format!(
            "You told us that this takes you longer: {}. We have written it down. The rules for carers do not count \
             time alone, so tell us if it is also too hard, painful or not safe.",
            listed(&slow)
        ));
    }
    paragraphs
}

impl OtherRoute {
    pub fn heading(self) -> &'static str {
        match self {
            Self::YoungCarer => "You are under 18, and have rights of your own",
            Self::ParentCarer => "You look after someone under 18",
            Self::MovingToAdultServices => "You look after someone who moves to adult services",
        }
    }

    /// What happens, a paragraph each.
    pub fn text(self) -> [&'static str; 2] {
        match self {
            Self::YoungCarer => [
                "Children’s services do your assessment with you. It looks at your health, school, friends and rest, and \
                 at whether what you do is right for somebody of your age.",
                "We pass on to them what you told us, so that you do not have to say it again. It does not get lost.",
            ],
            Self::ParentCarer => [
                "Children’s services look at what you and your family need. You can ask them for an assessment of your \
                 own.",
                "We pass on to them what you told us, so that you do not have to say it again. It does not get lost.",
            ],
            Self::MovingToAdultServices => [
                "You can ask the council to look at what you will need once they are 18. You do not have to wait until \
                 then.",
                "The team that plans the move gets what you told us, so that you do not have to say it again. It does \
                 not get lost.",
            ],
        }
    }
}

fn listed(outcomes: &[CarerOutcome]) -> String {
    let words: Vec<&str> = outcomes.iter().map(|outcome| in_words(*outcome)).collect();
    words.join("; ")
}
