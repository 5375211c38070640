//! When referrals were received and closed, to be read in that order.

pub(super) const STATEMENTS: &[&str] = &[
    // When it was closed; none while it is open. Kept by a trigger, so that a program of the version before
    // keeps it too.
    "ALTER TABLE referral ADD COLUMN closed_at INTEGER",
    "UPDATE referral SET closed_at = (
        SELECT max(at) FROM audit WHERE chain = referral.id AND what = 'closed'
    ) WHERE open = 0",
    // Whatever closes or opens a referral writes its audit event afterwards, in the same transaction.
    "CREATE TRIGGER referral_is_closed_at AFTER INSERT ON audit WHEN NEW.chain > 0 BEGIN
        UPDATE referral SET closed_at = CASE WHEN open THEN NULL ELSE NEW.at END
            WHERE id = NEW.chain AND open = (closed_at IS NOT NULL);
    END",
    "CREATE INDEX referral_closed ON referral (closed_at) WHERE closed_at IS NOT NULL",
];
