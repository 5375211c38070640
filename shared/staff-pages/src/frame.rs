//! The frame of a page: menu, mistakes, the way back.

use maud::{Markup, html};
use pages::{Authority, ErrorLink, Layout};
use web::Reply;

use crate::{Session, files, menu};

/// What a page says above its main part.
#[derive(Default)]
pub struct Head<'a> {
    /// Without a person's name: titles stand in a browser's history.
    pub title: &'a str,
    pub back: Option<&'a str>,
    pub errors: &'a [ErrorLink],
    /// The address of the menu's entry that the reader is in.
    pub current: &'a str,
}

/// The frame of the pages of a component, for somebody who is signed in.
pub struct Frame<'a> {
    /// Where the component serves its files.
    pub prefix: &'a str,
    /// Whom its pages are for.
    pub session: &'a Session,
    /// At the top of every page, such as emergencies that nobody has claimed.
    pub above: Markup,
}

impl<'a> Frame<'a> {
    /// A frame with nothing above the pages.
    pub fn of(prefix: &'a str, session: &'a Session) -> Self {
        Self {
            prefix,
            session,
            above: html! {},
        }
    }

    /// A whole page of the part of the menu that the component is. `title` names nobody: it stands in a browser's
    /// history.
    pub fn part(
        &self,
        status: u16,
        title: &str,
        back: Option<&str>,
        errors: &[ErrorLink],
        main: &Markup,
    ) -> Reply {
        let head = Head {
            title,
            back,
            errors,
            current: self.prefix,
        };
        self.page(status, &head, main)
    }

    /// A whole page.
    pub fn page(&self, status: u16, head: &Head<'_>, main: &Markup) -> Reply {
        let entries = menu::entries(self.session);
        let links = menu::links(&entries, head.current);
        let above = html! { (files(self.prefix)) (self.above) };
        let mut layout = Layout::new(Authority::current(), self.prefix, head.title)
            .staff()
            .errors(head.errors)
            .navigation(&links)
            .above_main(above);
        if let Some(back) = head.back {
            layout = layout.back(back);
        }
        Reply::html(status, layout.page(main))
    }
}

/// A whole page for somebody who is not signed in.
pub fn outside(
    prefix: &str,
    status: u16,
    title: &str,
    errors: &[ErrorLink],
    main: &Markup,
) -> Reply {
    let layout = Layout::new(Authority::current(), prefix, title)
        .errors(errors)
        .above_main(files(prefix));
    Reply::html(status, layout.page(main))
}
