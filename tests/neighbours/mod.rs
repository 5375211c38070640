//! Components are deployed one by one, so each must get on with those of yesterday: it shares a
//! database, cookies and addresses with them.

mod yesterday;
