//! Journeys, permissions, contracts and faults, through HTTP or a real browser.
