//! The same decision in two words for it: those of this crate, and those that a WIT wall makes of them.

/// A priority in the words of another module: `mirror_priority!(priority, types => vocabulary)`.
#[macro_export]
macro_rules! mirror_priority {
    ($priority:expr, $from:ident => $to:ident) => {
        match $priority {
            $from::Priority::Emergency => $to::Priority::Emergency,
            $from::Priority::Urgent => $to::Priority::Urgent,
            $from::Priority::Soon => $to::Priority::Soon,
            $from::Priority::Standard => $to::Priority::Standard,
        }
    };
}

/// The value of a fact in the words of another module: `mirror_fact_value!(value, types => vocabulary)`.
#[macro_export]
macro_rules! mirror_fact_value {
    ($value:expr, $from:ident => $to:ident) => {
        match $value {
            $from::FactValue::Text(text) => $to::FactValue::Text(text),
            $from::FactValue::Several(words) => $to::FactValue::Several(words),
            $from::FactValue::Number(number) => $to::FactValue::Number(number),
        }
    };
}

/// A decision in the words of another module: `mirror_decision!(decision, types => vocabulary, Instant::from_unix)`.
///
/// `$from` and `$to` are modules with the names of `wit/types`, of which one is this crate; `$instant` makes the other's
/// moment.
#[macro_export]
macro_rules! mirror_decision {
    ($decision:expr, $from:ident => $to:ident, $instant:expr) => {{
        let decision: $from::Decision = $decision;
        let destination = |destination: $from::Destination| $to::Destination {
            kind: match destination.kind {
                $from::DestinationKind::Team => $to::DestinationKind::Team,
                $from::DestinationKind::Partner => $to::DestinationKind::Partner,
                $from::DestinationKind::OtherAuthority => $to::DestinationKind::OtherAuthority,
                $from::DestinationKind::Children => $to::DestinationKind::Children,
            },
            id: destination.id,
            name: destination.name,
        };
        let advice = |advice: $from::Advice| $to::Advice {
            id: advice.id,
            title: advice.title,
            text: advice.text,
        };
        let reason = |reason: $from::Reason| $to::Reason {
            rule: reason.rule,
            because: reason.because,
            facts: reason.facts,
        };
        $to::Decision {
            queue: decision.queue,
            priority: $crate::mirror_priority!(decision.priority, $from => $to),
            respond_by: $instant(decision.respond_by),
            locality: decision.locality,
            district: decision.district,
            destination: destination(decision.destination),
            also_tell: decision.also_tell.into_iter().map(destination).collect(),
            advice: decision.advice.into_iter().map(advice).collect(),
            reasons: decision.reasons.into_iter().map(reason).collect(),
            ruleset: $to::RulesetId {
                id: decision.ruleset.id,
                version: decision.ruleset.version,
            },
        }
    }};
}
