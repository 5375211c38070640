//! What the dashboard counts. Decision 20 says why each stands where it does.
//!
//! What already stands in clear with a referral is counted where it stands, by an index in the order in which
//! contacts were received. What people told, which is sealed, raises numbers of a day under keyed hashes, with
//! nothing that leads to a referral; and how people go through forms raises numbers of a month.

/// The events by which a member of staff takes a contact on. To move it to another team, to change how pressing it
/// is, and to restrict it are none: whoever wrote still waits for somebody.
macro_rules! responses {
    () => {
        "'claimed', 'assigned', 'noted', 's42-decided', 'closed', 'merged', 'contact-attempted',
        'waiting-begun', 'welfare-check-decided', 'case-number-set', 'allocated', 'visitor-safety-noted',
        'assessment-begun', 'assessment-talked-about', 'assessment-joint-asked-about',
        'assessment-answer-changed', 'assessment-agreed', 'assessment-decided', 'assessment-record-given',
        'assessment-declined', 'assessment-resumed'"
    };
}

/// The month in London of `$at`, in seconds since 1970: an hour later between the last Sundays of March and October, at
/// one in the morning by UTC.
macro_rules! month_in_london {
    ($at:literal) => {
        concat!(
            "strftime('%Y-%m', ",
            $at,
            " + 3600 * (",
            $at,
            " >= CAST(strftime('%s', strftime('%Y-03-31', ",
            $at,
            ", 'unixepoch'), '-6 days', 'weekday 0', '+1 hour') AS INTEGER) AND ",
            $at,
            " < CAST(strftime('%s', strftime('%Y-10-31', ",
            $at,
            ", 'unixepoch'), '-6 days', 'weekday 0', '+1 hour') AS INTEGER)), 'unixepoch')"
        )
    };
}

/// Raises the number of a way through a form that was begun at `$begun`, in seconds since 1970.
macro_rules! step {
    ($form:literal, $version:literal, $begun:literal, $passed:literal, $reached:literal, $first:literal, $from:literal) => {
        concat!(
            "INSERT INTO form_step (form, version, month, passed, reached, begun, drafts) SELECT ",
            $form,
            ", ",
            $version,
            ", ",
            month_in_london!($begun),
            ", ",
            $passed,
            ", ",
            $reached,
            ", ",
            $first,
            ", 1 ",
            $from,
            " ON CONFLICT (form, version, month, passed, reached, begun) DO UPDATE SET drafts = drafts + 1;"
        )
    };
}

pub(super) const STATEMENTS: &[&str] = &[
    // When a member of staff took it on, and whether by the respond-by that stood then.
    "ALTER TABLE referral ADD COLUMN first_response_at INTEGER",
    "ALTER TABLE referral ADD COLUMN responded_in_time INTEGER",
    // What was told in it is among the numbers of its day: 1, or 2 as a safeguarding concern, which the sign does not
    // tell for ever, because a merged referral leaves its own.
    "ALTER TABLE referral ADD COLUMN told_counted INTEGER NOT NULL DEFAULT 0",
    // Of what came before, the audit log tells.
    concat!(
        "UPDATE referral SET
            first_response_at = (SELECT min(at) FROM audit WHERE chain = referral.id AND what IN (",
        responses!(),
        ")) WHERE revision > 1"
    ),
    "UPDATE referral SET responded_in_time = first_response_at <= respond_by
        WHERE first_response_at IS NOT NULL",
    concat!(
        "CREATE TRIGGER audit_tells_of_response AFTER INSERT ON audit WHEN NEW.what IN (",
        responses!(),
        ") BEGIN
            UPDATE referral SET
                first_response_at = NEW.at, responded_in_time = NEW.at <= respond_by
                WHERE id = NEW.chain AND first_response_at IS NULL;
        END"
    ),
    // Whatever is read in the order in which contacts were received; what is counted is counted in this index alone.
    "CREATE INDEX referral_received ON referral (
        received_at, id, restricted, priority, channel, locality, form, open, outcome, respond_by,
        first_response_at, responded_in_time, closed_at
    )",
    // How many contacts of a day, in London and since 1970, told of something. `cell` is a keyed hash of the month
    // and of what was told.
    "CREATE TABLE told_count (
        day INTEGER NOT NULL,
        cell INTEGER NOT NULL,
        contacts INTEGER NOT NULL,
        PRIMARY KEY (day, cell)
    ) WITHOUT ROWID",
    // A contact as it arrives, with what it tells of: the views of before, in one. `address` is null where no
    // address is counted.
    "CREATE VIEW told_arrival (
        reference, tracking, form, form_version, channel, received_at, queue, priority, respond_by,
        locality, safeguarding_sign, rule_ten_sign, about_someone_else, listed, record, look_ups,
        notices, receipt_key, receipt_body, receipt, stored_at, draft, who, audit, audit_hash,
        day, cells, address, most, counts_after
    ) AS SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL",
    // As in `arrival`, up to the audit event `last_insert_rowid()` stays the referral's id.
    concat!(
        "CREATE TRIGGER told_arrival_is_stored INSTEAD OF INSERT ON told_arrival BEGIN
        SELECT RAISE(ABORT, 'constraint failed: too many contacts of one address') FROM tally
            WHERE key = NEW.address AND count >= NEW.most AND since > NEW.counts_after;
        INSERT INTO tally (key, count, since)
            SELECT NEW.address, 1, NEW.stored_at WHERE NEW.address IS NOT NULL
            ON CONFLICT (key) DO UPDATE SET
                count = CASE WHEN since > NEW.counts_after THEN count + 1 ELSE 1 END,
                since = CASE WHEN since > NEW.counts_after THEN since ELSE excluded.since END;
        INSERT INTO referral (
            reference, tracking, form, form_version, channel, received_at, queue, priority,
            respond_by, locality, safeguarding_sign, rule_ten_sign, about_someone_else, listed,
            told_counted
        ) VALUES (
            NEW.reference, NEW.tracking, NEW.form, NEW.form_version, NEW.channel, NEW.received_at,
            NEW.queue, NEW.priority, NEW.respond_by, NEW.locality, NEW.safeguarding_sign,
            NEW.rule_ten_sign, NEW.about_someone_else, NEW.listed, 1 + NEW.safeguarding_sign
        );
        INSERT INTO referral_record (referral, sealed) VALUES (last_insert_rowid(), NEW.record);
        INSERT OR IGNORE INTO look_up (hash, referral)
            SELECT value, last_insert_rowid() FROM json_each(NEW.look_ups);
        INSERT INTO outbox (referral, number, recipient, template, created_at)
            SELECT last_insert_rowid(), key, value ->> 0, value ->> 1, NEW.stored_at
            FROM json_each(NEW.notices);
        INSERT INTO audit (chain, position, at, who, what, status, sealed, hash) VALUES (
            last_insert_rowid(), 1, NEW.stored_at, NEW.who, 'submitted', 'received', NEW.audit,
            NEW.audit_hash
        );
        INSERT INTO receipt (key, body, created_at, sealed)
            SELECT NEW.receipt_key, NEW.receipt_body, NEW.stored_at, NEW.receipt
            WHERE NEW.receipt_key IS NOT NULL;
        INSERT INTO told_count (day, cell, contacts)
            SELECT NEW.day, value, 1 FROM json_each(NEW.cells) WHERE true
            ON CONFLICT (day, cell) DO UPDATE SET contacts = contacts + 1;",
        step!(
            "form",
            "form_version",
            "started_at",
            "'check-answers'",
            "'sent'",
            "0",
            "FROM draft WHERE cookie = NEW.draft AND steps_counted = 1"
        ),
        "DELETE FROM draft WHERE cookie = NEW.draft;
    END"
    ),
    // How many drafts that were begun in a month went from one page to another for the first time. Empty text is no
    // page.
    "CREATE TABLE form_step (
        form TEXT NOT NULL,
        version INTEGER NOT NULL,
        month TEXT NOT NULL,
        passed TEXT NOT NULL,
        reached TEXT NOT NULL,
        begun INTEGER NOT NULL,
        drafts INTEGER NOT NULL,
        PRIMARY KEY (form, version, month, passed, reached, begun)
    ) WITHOUT ROWID",
    // The draft's beginning is among them.
    "ALTER TABLE draft ADD COLUMN steps_counted INTEGER NOT NULL DEFAULT 0",
    // A draft as it begins, and as it is saved at a page that was not answered before.
    "CREATE VIEW begun_draft (cookie, form, form_version, started_at, sealed, words, passed, reached)
        AS SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL",
    concat!(
        "CREATE TRIGGER begun_draft_is_stored INSTEAD OF INSERT ON begun_draft BEGIN
        INSERT INTO draft (
            cookie, form, form_version, revision, started_at, saved_at, sealed, words, steps_counted
        ) VALUES (
            NEW.cookie, NEW.form, NEW.form_version, 1, NEW.started_at, NEW.started_at, NEW.sealed,
            NEW.words, 1
        );",
        step!(
            "NEW.form",
            "NEW.form_version",
            "NEW.started_at",
            "NEW.passed",
            "NEW.reached",
            "1",
            "WHERE true"
        ),
        "END"
    ),
    "CREATE VIEW further_draft (id, revision, saved_at, sealed, form, form_version, started_at, passed, reached)
        AS SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL",
    concat!(
        "CREATE TRIGGER further_draft_is_stored INSTEAD OF INSERT ON further_draft BEGIN
        UPDATE draft SET sealed = NEW.sealed, revision = NEW.revision, saved_at = NEW.saved_at
            WHERE id = NEW.id;",
        step!(
            "NEW.form",
            "NEW.form_version",
            "NEW.started_at",
            "NEW.passed",
            "NEW.reached",
            "0",
            "WHERE NEW.started_at IS NOT NULL"
        ),
        "END"
    ),
];

#[cfg(test)]
mod tests {
    use crate::schema::MIGRATIONS;
    use rusqlite::Connection;

    fn run(connection: &Connection, versions: std::ops::RangeInclusive<u32>) {
        let migrations = MIGRATIONS.iter();
        for migration in migrations.filter(|migration| versions.contains(&migration.version)) {
            for statement in migration.statements {
                connection.execute_batch(statement).unwrap();
            }
        }
    }

    /// As the program of the version before stores a contact, with what was done with it.
    fn arrives(connection: &Connection, reference: &str, deeds: &[(&str, i64)]) {
        let sql = "INSERT INTO arrival (reference, tracking, form, form_version, channel, received_at, queue,
                priority, respond_by, safeguarding_sign, rule_ten_sign, about_someone_else, listed, record,
                stored_at, who, audit_hash)
            VALUES (?1, x'', 'adult-contact', 1, 'web', 1000, 'carers', 3, 5000, 0, 0, 0, x'', x'', 1000,
                'resident', x'')";
        connection.execute(sql, [reference]).unwrap();
        for (position, (what, at)) in deeds.iter().enumerate() {
            let closes = i32::from(*what == "closed");
            let sql = "UPDATE referral SET revision = revision + 1, open = open AND NOT ?2 WHERE reference = ?1";
            connection.execute(sql, (reference, closes)).unwrap();
            let sql = "INSERT INTO audit (chain, position, at, who, what, hash)
                SELECT id, ?2, ?3, 'amir', ?4, x'' FROM referral WHERE reference = ?1";
            let position = i64::try_from(position).unwrap() + 2;
            connection
                .execute(sql, (reference, position, at, what))
                .unwrap();
        }
    }

    type Deeds<'a> = (&'a str, &'a [(&'a str, i64)], Times);
    type Times = (Option<i64>, Option<bool>, Option<i64>);

    fn times(connection: &Connection, reference: &str) -> Times {
        let sql = "SELECT first_response_at, responded_in_time, closed_at FROM referral WHERE reference = ?1";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        connection.query_row(sql, [reference], read).unwrap()
    }

    #[test]
    fn what_was_done_before_is_told_by_the_audit_log_and_what_an_earlier_program_does_later_too() {
        let connection = Connection::open_in_memory().unwrap();
        let deeds: [Deeds<'_>; 4] = [
            ("waits", &[("priority-changed", 2000)], (None, None, None)),
            (
                "in-time",
                &[("rerouted", 2000), ("noted", 5000)],
                (Some(5000), Some(true), None),
            ),
            (
                "late",
                &[("claimed", 5001), ("claimed", 6000)],
                (Some(5001), Some(false), None),
            ),
            (
                "closed",
                &[("claimed", 2000), ("closed", 7000)],
                (Some(2000), Some(true), Some(7000)),
            ),
        ];
        run(&connection, 1..=7);
        for (reference, done, _) in deeds {
            arrives(&connection, reference, done);
        }
        run(&connection, 8..=9);
        for (reference, done, expected) in deeds {
            assert_eq!(
                times(&connection, reference),
                expected,
                "{reference} before"
            );
            let later = format!("{reference}-later");
            arrives(&connection, &later, done);
            assert_eq!(times(&connection, &later), expected, "{later}");
        }
        let counted = "SELECT count(*) FROM told_count";
        let told: i64 = connection.query_row(counted, [], |row| row.get(0)).unwrap();
        assert_eq!(told, 0, "nobody can tell what they told");
    }
}
