//! Versions of rule sets that people propose, publish, schedule and withdraw. What came with the program
//! stands in `rule_set` as before, so that a program of the version before never decides with a proposal, a
//! version of a later day, or one that was withdrawn. Their audit chains stand in `form_chain`.

pub(super) const STATEMENTS: &[&str] = &[
    // A version that was proposed, whatever became of it. `state` is `proposed`, `taken-back`, `published`
    // or `withdrawn`; a number whose proposal was taken back can be proposed again. From when a published
    // version applies never changes.
    "CREATE TABLE rule_version (
        number INTEGER PRIMARY KEY,
        rule_set TEXT NOT NULL,
        version INTEGER NOT NULL,
        rules TEXT NOT NULL,
        places TEXT NOT NULL,
        calendar TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'proposed',
        takes_effect INTEGER,
        proposed_by TEXT NOT NULL,
        proposed_at INTEGER NOT NULL,
        changed_by TEXT,
        changed_at INTEGER
    )",
    "CREATE UNIQUE INDEX rule_version_standing ON rule_version (rule_set, version)
        WHERE state <> 'taken-back'",
    "CREATE INDEX rule_version_published ON rule_version (version, takes_effect)
        WHERE state = 'published'",
    // A number that people published stays theirs, also for a program that does not know this table.
    "CREATE TRIGGER rule_set_number_is_taken BEFORE INSERT ON rule_set
        WHEN EXISTS (SELECT 1 FROM rule_version WHERE rule_set = NEW.id AND version = NEW.version
            AND state IN ('published', 'withdrawn'))
    BEGIN SELECT RAISE(IGNORE); END",
];
