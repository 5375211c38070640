//! The part of the mapping that is about staff; see [`crate::mirror`].

#[doc(hidden)]
#[macro_export]
macro_rules! mirror_desk {
    ($accounts:ident, $desk:ident) => {
        $crate::mirror_words! {
            $desk::Online = $crate::Online { Open, Closed, Suspended }
            $desk::Authority = $crate::Authority {
                PropertyAttorney, PropertyDeputy, Agreement, Appointee, Welfare
            }
            $desk::DelegateStanding = $crate::DelegateStanding { Waiting, Approved, Refused, Ended }
        }
        $crate::mirror_members! {
            $desk::Found = $crate::Found { id, given_name, family_name, date_of_birth, online }
            $desk::Person = $crate::Person { given_name, family_name, date_of_birth }
            $desk::Recording = $crate::NewDelegate {
                name, date_of_birth, email, phone, authority, evidence, until
            }
        }

        impl From<$crate::Criteria> for $desk::Criteria {
            fn from(criteria: $crate::Criteria) -> Self {
                match criteria {
                    $crate::Criteria::AccountReference(it) => Self::AccountReference(it),
                    $crate::Criteria::Person(person) => Self::Person(person.into()),
                }
            }
        }

        impl From<$desk::Criteria> for $crate::Criteria {
            fn from(criteria: $desk::Criteria) -> Self {
                match criteria {
                    $desk::Criteria::AccountReference(it) => Self::AccountReference(it),
                    $desk::Criteria::Person(person) => Self::Person(person.into()),
                }
            }
        }

        impl From<$crate::Delegate> for $desk::Delegate {
            fn from(delegate: $crate::Delegate) -> Self {
                Self {
                    number: delegate.number,
                    name: delegate.name,
                    authority: delegate.authority.into(),
                    evidence: delegate.evidence,
                    reference: delegate.reference,
                    standing: delegate.standing.into(),
                    recorded_by: delegate.recorded_by,
                    recorded_at: delegate.recorded_at.as_unix(),
                    decided_by: delegate.decided_by,
                    decided_at: delegate.decided_at.map($crate::words::Instant::as_unix),
                    until: delegate.until,
                }
            }
        }

        impl From<$desk::Delegate> for $crate::Delegate {
            fn from(delegate: $desk::Delegate) -> Self {
                Self {
                    number: delegate.number,
                    name: delegate.name,
                    authority: delegate.authority.into(),
                    evidence: delegate.evidence,
                    reference: delegate.reference,
                    standing: delegate.standing.into(),
                    recorded_by: delegate.recorded_by,
                    recorded_at: $crate::words::Instant::from_unix(delegate.recorded_at),
                    decided_by: delegate.decided_by,
                    decided_at: delegate.decided_at.map($crate::words::Instant::from_unix),
                    until: delegate.until,
                }
            }
        }

        impl From<$crate::Held> for $desk::Held {
            fn from(held: $crate::Held) -> Self {
                Self {
                    account: held.account.into(),
                    tag: held.tag,
                    online: held.online.into(),
                    contact: $desk::ContactOnRecord {
                        email: held.contact.email,
                        phone: held.contact.phone,
                        held_until: held.contact.held_until.map($crate::words::Instant::as_unix),
                    },
                    delegates: held.delegates.into_iter().map(Into::into).collect(),
                    sessions: held.sessions,
                    locked_until: held.locked_until.map($crate::words::Instant::as_unix),
                    linked: held.linked,
                }
            }
        }

        impl TryFrom<$desk::Held> for $crate::Held {
            type Error = $crate::NotMirrored;

            fn try_from(held: $desk::Held) -> ::core::result::Result<Self, Self::Error> {
                let instant = $crate::words::Instant::from_unix;
                Ok(Self {
                    account: held.account.try_into()?,
                    tag: held.tag,
                    online: held.online.into(),
                    contact: $crate::ContactOnRecord {
                        email: held.contact.email,
                        phone: held.contact.phone,
                        held_until: held.contact.held_until.map(instant),
                    },
                    delegates: held.delegates.into_iter().map(Into::into).collect(),
                    sessions: held.sessions,
                    locked_until: held.locked_until.map(instant),
                    linked: held.linked,
                })
            }
        }

        impl From<$crate::AuditEvent> for $desk::AuditEvent {
            fn from(event: $crate::AuditEvent) -> Self {
                Self {
                    sequence: event.sequence,
                    at: event.at.as_unix(),
                    who: event.who,
                    what: event.what,
                    because: event.because,
                    detail: event.detail,
                }
            }
        }

        impl From<$desk::AuditEvent> for $crate::AuditEvent {
            fn from(event: $desk::AuditEvent) -> Self {
                Self {
                    sequence: event.sequence,
                    at: $crate::words::Instant::from_unix(event.at),
                    who: event.who,
                    what: event.what,
                    because: event.because,
                    detail: event.detail,
                }
            }
        }

        impl From<$crate::Change> for $desk::Change {
            fn from(change: $crate::Change) -> Self {
                use $crate::Change;
                match change {
                    Change::CloseOnline(because) => Self::CloseOnline(because),
                    Change::OpenOnline(because) => Self::OpenOnline(because),
                    Change::Suspend(because) => Self::Suspend(because),
                    Change::LiftSuspension(because) => Self::LiftSuspension(because),
                    Change::ConfirmContact(because) => Self::ConfirmContact(because),
                    Change::EndSessions(because) => Self::EndSessions(because),
                    Change::Correct { figures, because } => Self::Correct($desk::Correcting {
                        week_starting: figures.week_starting.to_string(),
                        figures: figures.into(),
                        because,
                    }),
                    Change::RecordDelegate(new) => Self::RecordDelegate(new.into()),
                    Change::DecideDelegate {
                        number,
                        approve,
                        because,
                    } => Self::DecideDelegate($desk::Deciding {
                        number,
                        approve,
                        because,
                    }),
                    Change::EndDelegate { number, because } => {
                        Self::EndDelegate($desk::Ending { number, because })
                    }
                    Change::RecordDeath { died_on, because } => {
                        Self::RecordDeath($desk::Learning { died_on, because })
                    }
                    Change::Remove {
                        because,
                        changed_before,
                    } => Self::Remove($desk::Removing {
                        because,
                        changed_before: changed_before.as_unix(),
                    }),
                }
            }
        }

        impl TryFrom<$desk::Change> for $crate::Change {
            type Error = $crate::NotMirrored;

            fn try_from(change: $desk::Change) -> ::core::result::Result<Self, Self::Error> {
                use $desk::Change;
                Ok(match change {
                    Change::CloseOnline(because) => Self::CloseOnline(because),
                    Change::OpenOnline(because) => Self::OpenOnline(because),
                    Change::Suspend(because) => Self::Suspend(because),
                    Change::LiftSuspension(because) => Self::LiftSuspension(because),
                    Change::ConfirmContact(because) => Self::ConfirmContact(because),
                    Change::EndSessions(because) => Self::EndSessions(because),
                    Change::Correct(it) => Self::Correct {
                        figures: it.figures.of_week(&it.week_starting)?,
                        because: it.because,
                    },
                    Change::RecordDelegate(new) => Self::RecordDelegate(new.into()),
                    Change::DecideDelegate(it) => Self::DecideDelegate {
                        number: it.number,
                        approve: it.approve,
                        because: it.because,
                    },
                    Change::EndDelegate(it) => Self::EndDelegate {
                        number: it.number,
                        because: it.because,
                    },
                    Change::RecordDeath(it) => Self::RecordDeath {
                        died_on: it.died_on,
                        because: it.because,
                    },
                    Change::Remove(it) => Self::Remove {
                        because: it.because,
                        changed_before: $crate::words::Instant::from_unix(it.changed_before),
                    },
                })
            }
        }
    };
}
