//! Keys, pressed as a person presses them: whatever has the focus gets them.

use super::Window;
use crate::harness::{Json, json};

/// A key that does not type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Tab,
    /// Tab, with the shift key held down.
    BackTab,
    Enter,
    Space,
    Down,
}

impl Key {
    /// Its names and its number in the DevTools protocol, what it types, and whether shift is held.
    fn described(self) -> (&'static str, &'static str, u32, Option<&'static str>, bool) {
        match self {
            Self::Tab => ("Tab", "Tab", 9, None, false),
            Self::BackTab => ("Tab", "Tab", 9, None, true),
            Self::Enter => ("Enter", "Enter", 13, Some("\r"), false),
            Self::Space => (" ", "Space", 32, Some(" "), false),
            Self::Down => ("ArrowDown", "ArrowDown", 40, None, false),
        }
    }
}

impl Window {
    /// Presses a key and lets it go.
    pub fn key(&self, key: Key) {
        let (name, code, number, text, shift) = key.described();
        let mut event = json!({
            "type": if text.is_some() { "keyDown" } else { "rawKeyDown" },
            "key": name, "code": code, "windowsVirtualKeyCode": number,
            "modifiers": if shift { 8 } else { 0 },
        });
        if let Some(text) = text {
            event["text"] = json!(text);
        }
        self.devtools("Input.dispatchKeyEvent", &event);
        event["type"] = json!("keyUp");
        if let Some(members) = event.as_object_mut() {
            members.remove("text");
        }
        self.devtools("Input.dispatchKeyEvent", &event);
    }

    /// Types into whatever has the focus.
    pub fn type_in(&self, text: &str) {
        self.devtools("Input.insertText", &json!({"text": text}));
    }

    /// What has the focus: its tag, type, name, value and words, its place among all elements, whether it
    /// looks otherwise than without the focus, and whether it is in sight.
    pub fn focused(&self) -> Json {
        self.evaluate(
            "const at = document.activeElement, box = at.getBoundingClientRect();
             const look = () => [at, at.nextElementSibling].filter(one => one).flatMap(one =>
               [getComputedStyle(one), getComputedStyle(one, '::before')].map(drawn =>
                 [drawn.outline, drawn.boxShadow, drawn.backgroundColor, drawn.color].join())).join();
             const there = {tag: at.tagName.toLowerCase(), type: at.type || '', name: at.name || '',
               value: at.value || '', id: at.id, checked: !!at.checked, classes: at.className,
               words: at.textContent.trim().replace(/\\s+/g, ' '),
               place: [...document.querySelectorAll('*')].indexOf(at),
               in_sight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth};
             if (there.tag === 'body') return there;
             const with_focus = look();
             at.blur();
             there.seen = look() !== with_focus;
             at.focus({preventScroll: true});
             return there",
        )
    }
}
