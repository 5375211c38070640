//! The same step in two words for it: those of this crate, and those that a WIT wall makes of them.

/// A change in the words of another module: `mirror_change!(change, wall => casework)`.
///
/// Both are modules with the names of `wit/case-store/casework`, of which one is this crate.
#[macro_export]
macro_rules! mirror_change {
    ($change:expr, $from:ident => $to:ident) => {{
        let link = |link: $from::Link| $to::Link {
            other: link.other,
            relation: link.relation,
            because: link.because,
        };
        match $change {
            $from::Change::ContactAttempt(attempt) => $to::Change::ContactAttempt($to::Attempt {
                how: attempt.how,
                answered: attempt.answered,
                safe_to_talk: attempt.safe_to_talk,
                note: attempt.note,
            }),
            $from::Change::Wait(wait) => $to::Change::Wait($to::Wait {
                what_for: wait.what_for,
                until: wait.until,
            }),
            $from::Change::EndWait(why) => $to::Change::EndWait(why),
            $from::Change::DecideWelfareCheck(check) => {
                $to::Change::DecideWelfareCheck($to::WelfareCheck {
                    decision: check.decision,
                    reasons: check.reasons,
                })
            }
            $from::Change::Escalate(why) => $to::Change::Escalate(why),
            $from::Change::SetCaseNumber(number) => $to::Change::SetCaseNumber(number),
            $from::Change::Allocate(worker) => $to::Change::Allocate(worker),
            $from::Change::NoteVisitorSafety(noted) => {
                $to::Change::NoteVisitorSafety($to::VisitorSafety {
                    what: noted.what,
                    source: noted.source,
                    dated: noted.dated,
                    review_on: noted.review_on,
                })
            }
            $from::Change::EndVisitorSafety(why) => $to::Change::EndVisitorSafety(why),
            $from::Change::Link(linked) => $to::Change::Link(link(linked)),
            $from::Change::Unlink(linked) => $to::Change::Unlink(link(linked)),
            $from::Change::Merge(merge) => $to::Change::Merge($to::Merge {
                into: merge.into,
                because: merge.because,
            }),
            $from::Change::Unmerge(why) => $to::Change::Unmerge(why),
        }
    }};
}

/// A word in the words of another module: `mirror_word!(order, wall => casework, Order)`, for each list
/// of words that the wall shares with this crate.
#[macro_export]
macro_rules! mirror_word {
    ($word:expr, $from:ident => $to:ident, Sign) => {
        $crate::mirror_word!(@ $word, $from => $to, Sign { Safeguarding RuleTen })
    };
    ($word:expr, $from:ident => $to:ident, Attention) => {
        $crate::mirror_word!(@ $word, $from => $to, Attention { Overdue AtRisk WelfareCheck CameBack })
    };
    ($word:expr, $from:ident => $to:ident, Order) => {
        $crate::mirror_word!(@ $word, $from => $to, Order { MostPressing DueFirst OldestFirst })
    };
    ($word:expr, $from:ident => $to:ident, Escalated) => {
        $crate::mirror_word!(@ $word, $from => $to, Escalated { AtRisk Overdue })
    };
    ($word:expr, $from:ident => $to:ident, ShownFor) => {
        $crate::mirror_word!(@ $word, $from => $to, ShownFor { Screen Paper CopiedText })
    };
    ($word:expr, $from:ident => $to:ident, Relation) => {
        $crate::mirror_word!(@ $word, $from => $to, Relation {
            LooksAfter IsLookedAfterBy LooksAfterTheSamePerson SamePerson
        })
    };
    ($word:expr, $from:ident => $to:ident, Likeness) => {
        $crate::mirror_word!(@ $word, $from => $to, Likeness {
            GivenName DateOfBirth Postcode Phone Email FamilyName FamilyNameAlike NamesSwapped DateOfBirthNearly
        })
    };
    ($word:expr, $from:ident => $to:ident, Score) => {
        $crate::mirror_word!(@ $word, $from => $to, Score { Possible Likely Strong })
    };
    (@ $word:expr, $from:ident => $to:ident, $list:ident { $($known:ident)+ }) => {
        match $word {
            $($from::$list::$known => $to::$list::$known,)+
        }
    };
}
