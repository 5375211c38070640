//! The same step in two words for it: those of this crate, and those that a WIT wall makes of them.

/// A change in the words of another module: `mirror_change!(change, wall => assessments::Decision)`.
///
/// `$from` and `$to` are modules with the names of `wit/case-store/assessments`, of which one is this crate;
/// `$decision` is what `$to` calls a decision.
#[macro_export]
macro_rules! mirror_change {
    ($change:expr, $from:ident => $to:ident::$decision:ident) => {
        match $change {
            $from::Change::Begin => $to::Change::Begin,
            $from::Change::Conversation(held) => $to::Change::Conversation($to::Conversation {
                held_on: held.held_on,
                how: held.how,
                who_was_there: held.who_was_there,
                told_about_process: held.told_about_process,
                notes: held.notes,
            }),
            $from::Change::AskAboutJoint(answer) => $to::Change::AskAboutJoint($to::JointAnswer {
                cared_for: answer.cared_for,
                agrees: answer.agrees,
                asked_on: answer.asked_on,
                asked_alone: answer.asked_alone,
                note: answer.note,
            }),
            $from::Change::ChangeAnswer(changed) => $to::Change::ChangeAnswer($to::ChangedAnswer {
                question: changed.question,
                asked: changed.asked,
                said: changed.said,
                value: changed.value,
                because: changed.because,
                carer_agrees: changed.carer_agrees,
            }),
            $from::Change::Agree => $to::Change::Agree,
            $from::Change::Decide(decided) => {
                let finding = |found: $from::Finding| $to::Finding {
                    met: found.met,
                    because: found.because,
                };
                $to::Change::Decide($to::$decision {
                    necessary_care: finding(decided.necessary_care),
                    effect: finding(decided.effect),
                    wellbeing: finding(decided.wellbeing),
                    eligible: decided.eligible,
                    reasons: decided.reasons,
                    advice: decided.advice,
                })
            }
            $from::Change::GiveRecord(given) => $to::Change::GiveRecord($to::GivenRecord {
                on: given.on,
                how: given.how,
            }),
            $from::Change::Decline(said) => $to::Change::Decline(said),
            $from::Change::Resume(said) => $to::Change::Resume(said),
        }
    };
}
