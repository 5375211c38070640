//! Ways about a page and between pages.

use maud::{Markup, Render, html};
use wording::phrase::frame;
use wording::{Said, Wording};

/// The header: the service's name, which leads to the start page. No crown, no logo.
#[derive(Debug, Clone, Copy)]
pub struct Header<'a> {
    pub name: Said<'a>,
}

impl Render for Header<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="govuk-generic-header" {
                div class="govuk-generic-header__container govuk-width-container" {
                    div class="govuk-generic-header__logo" {
                        a href="/" class="govuk-generic-header__homepage-link" { (self.name) }
                    }
                }
            }
        }
    }
}

/// The first thing on a page for somebody who uses the keyboard.
#[derive(Debug, Clone, Copy)]
pub struct SkipLink<'a> {
    pub words: &'a Wording,
}

impl Render for SkipLink<'_> {
    fn render(&self) -> Markup {
        html! {
            a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link" { (self.words.say(frame::SKIP)) }
        }
    }
}

/// The second one, on pages with `Exit this page`.
#[derive(Debug, Clone, Copy)]
pub struct SecondarySkipLink<'a> {
    pub href: &'a str,
    pub words: &'a Wording,
}

impl Render for SecondarySkipLink<'_> {
    fn render(&self) -> Markup {
        html! {
            a href=(self.href) class="govuk-skip-link govuk-js-exit-this-page-skiplink" rel="nofollow noreferrer"
                data-module="govuk-skip-link" { (self.words.say(frame::EXIT)) }
        }
    }
}

/// One page back in a journey.
#[derive(Debug, Clone, Copy)]
pub struct BackLink<'a> {
    pub href: &'a str,
    pub words: &'a Wording,
}

impl Render for BackLink<'_> {
    fn render(&self) -> Markup {
        html! { a href=(self.href) class="govuk-back-link" { (self.words.say(frame::BACK)) } }
    }
}

/// The next and the previous part of a list.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pagination<'a> {
    pub previous: Option<&'a str>,
    pub next: Option<&'a str>,
}

impl Render for Pagination<'_> {
    fn render(&self) -> Markup {
        html! {
            nav class="govuk-pagination govuk-pagination--block" aria-label="Pagination" {
                @if let Some(href) = self.previous {
                    div class="govuk-pagination__prev" {
                        a class="govuk-link govuk-pagination__link" href=(href) rel="prev" {
                            svg class="govuk-pagination__icon govuk-pagination__icon--prev"
                                xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true"
                                focusable="false" viewBox="0 0 15 13" {
                                path d="m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z" {}
                            }
                            span class="govuk-pagination__link-title govuk-pagination__link-title--decorated" {
                                "Previous" span class="govuk-visually-hidden" { " page" }
                            }
                        }
                    }
                }
                @if let Some(href) = self.next {
                    div class="govuk-pagination__next" {
                        a class="govuk-link govuk-pagination__link" href=(href) rel="next" {
                            svg class="govuk-pagination__icon govuk-pagination__icon--next"
                                xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true"
                                focusable="false" viewBox="0 0 15 13" {
                                path d="m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z" {}
                            }
                            span class="govuk-pagination__link-title govuk-pagination__link-title--decorated" {
                                "Next" span class="govuk-visually-hidden" { " page" }
                            }
                        }
                    }
                }
            }
        }
    }
}
