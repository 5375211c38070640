//! A page that is sent with files: its fields are gathered, and its files handed on as they come.

use crate::{Event, FORM_LIMIT, FormPost, Malformed, Multipart, Pieces, Problem};

/// How much of a page that is too large is read to its end, so that the browser hears why it was not taken.
const PATIENCE: u64 = 48 * 1024 * 1024;

/// What becomes of the files of a page.
#[allow(
    async_fn_in_trait,
    reason = "a component is one thread, and nobody needs these futures to be Send"
)]
pub trait Files {
    /// A file begins, in the field of this name. Browsers send one without a name and without content
    /// where none was chosen. Whether it is taken: one that is not is passed over.
    fn begin(&mut self, field: &str, name: &str) -> bool;

    /// The next bytes of the file that was taken last.
    async fn take(&mut self, data: &[u8]);

    /// The page is so large that it is not read to its end.
    async fn is_too_large(&mut self);
}

/// Where the bytes of a part go.
enum Into {
    Field(String, Vec<u8>),
    File,
    /// Nobody asked for it.
    Nowhere,
}

/// Reads a page, whatever the order of its parts, and answers its fields.
///
/// # Errors
/// It broke off, is no page of ours, or its fields are more than [`FORM_LIMIT`].
pub async fn read_with_files(
    boundary: &str,
    body: &mut impl Pieces,
    files: &mut impl Files,
) -> Result<FormPost, Problem> {
    let mut reading = Multipart::new(boundary);
    let mut post = FormPost::default();
    let (mut typed, mut read) = (0, 0);
    let mut into = Into::Nowhere;
    while let Some(piece) = body.next().await.map_err(|_| broken_off())? {
        read += piece.len() as u64;
        if read > PATIENCE {
            files.is_too_large().await;
            return Ok(post);
        }
        reading.push(&piece);
        while let Some(event) = reading.next_event().map_err(malformed)? {
            match (event, &mut into) {
                (Event::Part(part), _) => {
                    into = match part.file_name {
                        Some(name) if files.begin(&part.name, &name) => Into::File,
                        Some(_) => Into::Nowhere,
                        None => Into::Field(part.name, Vec::new()),
                    };
                }
                (Event::Data(data), Into::Field(_, value)) => {
                    typed += data.len();
                    if typed > FORM_LIMIT {
                        return Err(Problem::too_large(FORM_LIMIT));
                    }
                    value.extend(data);
                }
                (Event::Data(data), Into::File) => files.take(&data).await,
                (Event::Data(_), Into::Nowhere) => {}
                (Event::End, Into::Field(name, value)) => {
                    let value = String::from_utf8_lossy(value).into_owned();
                    post.pairs.push((std::mem::take(name), value));
                    into = Into::Nowhere;
                }
                (Event::End, _) => into = Into::Nowhere,
            }
        }
    }
    reading.finish().map_err(malformed)?;
    Ok(post)
}

fn broken_off() -> Problem {
    malformed(Malformed::BrokenOff)
}

fn malformed(why: Malformed) -> Problem {
    Problem::bad_request(match why {
        Malformed::BrokenOff => "The page broke off while it was sent. Send it again.",
        Malformed::NotAForm | Malformed::TooMuch => {
            "The page cannot be read. Send the form from the page."
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Incoming, SpinBody};
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    /// Takes what stands in one field.
    #[derive(Default)]
    struct Photos {
        names: Vec<String>,
        bytes: usize,
        too_large: bool,
    }

    impl Files for Photos {
        fn begin(&mut self, field: &str, name: &str) -> bool {
            self.names.push(name.to_owned());
            field == "photos"
        }

        async fn take(&mut self, data: &[u8]) {
            self.bytes += data.len();
        }

        async fn is_too_large(&mut self) {
            self.too_large = true;
        }
    }

    fn read(body: Vec<u8>) -> (Result<FormPost, Problem>, Photos) {
        let mut files = Photos::default();
        let mut body = Incoming(SpinBody::new(body));
        let read = {
            let reading = pin!(read_with_files("b", &mut body, &mut files));
            reading.poll(&mut Context::from_waker(Waker::noop()))
        };
        match read {
            Poll::Ready(read) => (read, files),
            Poll::Pending => panic!("a body in one piece is there at once"),
        }
    }

    fn part(head: &str, content: &str) -> String {
        format!("--b\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
    }

    #[test]
    fn fields_stay_in_their_order_and_only_wanted_files_are_taken() {
        let body = [
            part("name=\"photos\"; filename=\"a.jpg\"", "12345"),
            part("name=\"a\"", "one"),
            part("name=\"other\"; filename=\"b.jpg\"", "123"),
            part("name=\"a\"", "two"),
            "--b--\r\n".to_owned(),
        ];
        let (post, files) = read(body.concat().into_bytes());
        assert_eq!(post.unwrap().all("a"), ["one", "two"]);
        assert_eq!((files.names.len(), files.bytes), (2, 5));
    }

    #[test]
    fn fields_have_a_limit_and_a_page_that_broke_off_is_not_taken() {
        let long = part("name=\"a\"", &"x".repeat(FORM_LIMIT + 1)) + "--b--\r\n";
        assert_eq!(read(long.into_bytes()).0.unwrap_err().status, 413);
        let broken = part("name=\"a\"", "x");
        assert_eq!(read(broken.into_bytes()).0.unwrap_err().status, 400);
        assert_eq!(read(b"a=b".to_vec()).0.unwrap_err().status, 400);
    }

    #[test]
    fn nobody_waits_for_the_end_of_a_page_that_is_far_too_large() {
        let patience = usize::try_from(PATIENCE).unwrap();
        let head = part("name=\"photos\"; filename=\"a.jpg\"", "");
        let body = head + &"x".repeat(patience);
        let (post, files) = read(body.into_bytes());
        assert!(post.is_ok() && files.too_large);
        assert_eq!(files.bytes, 0);
    }
}
