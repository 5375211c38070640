//! Forms that people are filling in.

use super::convert::instant;
use super::edge::{delivery, now, open};
use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::drafts as wall;
use super::wall::exports::front_door::case_store::faults::Fault;
use super::wall::front_door::types::types::FormVersion;
use crate::{Delivery, model};

impl wall::Guest for CaseStore {
    async fn begin(
        form: FormVersion,
        answers: String,
        went: Option<wall::Went>,
        now: i64,
    ) -> Result<String, Fault> {
        let (store, went) = (open().await?, went.map(model::Went::from));
        Ok(store
            .begin_draft(&form.into(), &answers, went.as_ref(), instant(now))
            .await?)
    }

    async fn load(cookie: String, now: i64) -> Result<wall::Found, Fault> {
        Ok(
            match open().await?.load_draft(&cookie, instant(now)).await? {
                model::Found::Nothing => wall::Found::Nothing,
                model::Found::Open(draft) => wall::Found::Open(draft.into()),
                model::Found::Asleep(draft) => wall::Found::Asleep(draft.into()),
            },
        )
    }

    async fn save(
        cookie: String,
        answers: String,
        revision: u32,
        went: Option<wall::Went>,
        now: i64,
    ) -> Result<wall::Saved, Fault> {
        let (store, went) = (open().await?, went.map(model::Went::from));
        let saved = store
            .save_draft(&cookie, &answers, revision, went.as_ref(), instant(now))
            .await?;
        Ok(match saved {
            model::Saved::Stored(revision) => wall::Saved::Stored(revision),
            model::Saved::Changed(draft) => wall::Saved::Changed(draft.into()),
            model::Saved::Gone => wall::Saved::Gone,
        })
    }

    async fn save_for_later(
        form: String,
        cookie: String,
        message: Option<wall::LinkMessage>,
        now: i64,
    ) -> Result<Option<wall::WayBack>, Fault> {
        let store = open().await?;
        let no_sender = message.is_some() && delivery().await? == Delivery::None;
        let message = message.filter(|_| !no_sender).map(model::LinkMessage::from);
        let saved = store
            .save_for_later(&form, &cookie, message.as_ref(), instant(now))
            .await?;
        Ok(saved.map(|way| wall::WayBack {
            words: way.words,
            token: way.token,
            messaged: match way.messaged {
                _ if no_sender => wall::Messaged::NoSender,
                model::Messaged::NotAsked => wall::Messaged::NotAsked,
                model::Messaged::Waiting => wall::Messaged::Waiting,
                model::Messaged::TooMany => wall::Messaged::TooMany,
            },
        }))
    }

    async fn come_back(
        form: Option<String>,
        way: wall::Way,
        words: String,
        address: Option<String>,
        now: i64,
    ) -> Result<wall::CameBack, Fault> {
        let store = open().await?;
        let way = match &way {
            wall::Way::Cookie(cookie) => model::Way::Cookie(cookie),
            wall::Way::Link(token) => model::Way::Link(token),
        };
        let came = store.come_back(
            form.as_deref(),
            way,
            &words,
            address.as_deref(),
            instant(now),
        );
        Ok(match came.await? {
            model::CameBack::Opened { cookie, draft } => {
                wall::CameBack::Opened((cookie, draft.into()))
            }
            model::CameBack::Refused => wall::CameBack::Refused,
            model::CameBack::Locked(wait) => wall::CameBack::Locked(wait),
        })
    }

    async fn may_look_up(address: Option<String>, now: i64) -> Result<bool, Fault> {
        let store = open().await?;
        Ok(store.may_look_up(address.as_deref(), instant(now)).await?)
    }

    async fn may_add_file(address: Option<String>, now: i64) -> Result<bool, Fault> {
        let store = open().await?;
        Ok(store.may_add_file(address.as_deref(), instant(now)).await?)
    }

    async fn leave(form: String, cookie: String) -> Result<(), Fault> {
        Ok(open().await?.leave_draft(&form, &cookie, now()).await?)
    }
}

impl From<wall::Went> for model::Went {
    fn from(went: wall::Went) -> Self {
        Self {
            passed: went.passed,
            reached: went.reached,
        }
    }
}

impl From<wall::LinkMessage> for model::LinkMessage {
    fn from(message: wall::LinkMessage) -> Self {
        Self {
            channel: match message.channel {
                wall::MessageChannel::Email => model::MessageChannel::Email,
                wall::MessageChannel::TextMessage => model::MessageChannel::TextMessage,
            },
            to: message.to,
            link: message.link,
            address: message.address,
        }
    }
}

impl From<model::Draft> for wall::Draft {
    fn from(draft: model::Draft) -> Self {
        Self {
            form: draft.form.into(),
            answers: draft.answers,
            revision: draft.revision,
            started_at: draft.started_at.as_unix(),
            words: draft.words,
        }
    }
}
