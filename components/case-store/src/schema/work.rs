//! What staff do with a referral besides deciding about it.

pub(super) const STATEMENTS: &[&str] = &[
    // Something is being waited for until then; the clock runs on.
    "ALTER TABLE referral ADD COLUMN waiting_until INTEGER",
    // The referral as part of which this one goes on. It is closed, without an outcome of its own.
    "ALTER TABLE referral ADD COLUMN merged_into INTEGER",
    // How many tries to reach somebody were not answered since one was, and whether somebody who leads has
    // decided about a welfare check since.
    "ALTER TABLE referral ADD COLUMN unanswered INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE referral ADD COLUMN welfare_decided INTEGER NOT NULL DEFAULT 0",
    // How far it was written down that it is late: 1 at risk, 2 overdue.
    "ALTER TABLE referral ADD COLUMN escalated INTEGER NOT NULL DEFAULT 0",
    // The queues that it was moved out of, as a JSON list in the order in which it was.
    "ALTER TABLE referral ADD COLUMN been_in TEXT",
    // What comes first of a queue and nobody holds. What is waited for, or restricted, is found by itself.
    "CREATE INDEX referral_next ON referral (queue, priority, respond_by, reference)
        WHERE open = 1 AND assignee IS NULL AND waiting_until IS NULL AND restricted = 0",
    "CREATE INDEX referral_waiting ON referral (priority, respond_by, reference)
        WHERE open = 1 AND waiting_until IS NOT NULL",
    "CREATE INDEX referral_comes_back ON referral (waiting_until)
        WHERE open = 1 AND waiting_until IS NOT NULL",
    "CREATE INDEX referral_unanswered ON referral (priority, respond_by, reference)
        WHERE open = 1 AND unanswered >= 2 AND welfare_decided = 0",
    "CREATE INDEX referral_escalated ON referral (escalated, priority, respond_by) WHERE open = 1",
    "CREATE INDEX referral_merged ON referral (merged_into) WHERE merged_into IS NOT NULL",
    // More ways of asking for a list, and of ordering one.
    "CREATE INDEX referral_form ON referral (form, open, priority, respond_by, reference)",
    "CREATE INDEX referral_channel ON referral (channel, open, priority, respond_by, reference)",
    "CREATE INDEX referral_oldest ON referral (open, received_at, reference)",
    "CREATE INDEX referral_queue_oldest ON referral (queue, open, received_at, reference)",
    "CREATE INDEX referral_assignee_oldest ON referral (assignee, open, received_at, reference)
        WHERE assignee IS NOT NULL",
];
