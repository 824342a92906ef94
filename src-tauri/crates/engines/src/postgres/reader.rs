//! A reading session: the rows of a chunk as its writer takes them, those of a usual size first, then large ones in pieces.
//!
//! Whatever the size of a row, it never holds more than a few pieces.

use async_trait::async_trait;
use bytes::{Buf, Bytes, BytesMut};
use domain::engine::{Chunk, ChunkData, Reader};
use domain::{Error, ErrorKind, Result};
use futures::{StreamExt, TryStreamExt, future, stream};
use sqlx::{AssertSqlSafe, PgConnection, Row};
use tokio::sync::mpsc;

use super::connect::run;
use super::failure::failure;
use super::format::Format;
use super::huge::{self, Piece};
use super::source::steady;

/// Bytes that are handed on together.
const TOGETHER: usize = 64 << 10;
/// What follows the last row in the binary form.
const END: &[u8] = &[0xff, 0xff];
const DOING: &str = "reading rows";

/// Reads rows by COPY.
pub(super) struct CopyReader {
    connection: PgConnection,
    /// The moment of which it reads.
    snapshot: String,
}

impl CopyReader {
    pub(super) fn new(connection: PgConnection, snapshot: String) -> Self {
        Self { connection, snapshot }
    }
}

#[async_trait]
impl Reader for CopyReader {
    async fn read<'a>(&'a mut self, chunk: &'a Chunk) -> Result<ChunkData<'a>> {
        let (rows, pieces) = match chunk.read.0.as_slice() {
            [lock, rows, pieces @ ..] => {
                steady(&mut self.connection, &self.snapshot, chunk.table.into(), lock).await?;
                (rows, pieces.first())
            }
            alone => (alone.first().ok_or_else(|| odd("there is nothing to read"))?, None),
        };
        if let Some(pieces) = pieces {
            return Ok(both(&mut self.connection, rows, pieces));
        }
        let rows = self.connection.copy_out_raw(rows).await.map_err(|error| failure(&error, DOING))?;
        Ok(Box::pin(rows.map(|part| part.map_err(|error| failure(&error, DOING)))))
    }
}

fn odd(what: &str) -> Error {
    Error::new(ErrorKind::Internal, format!("{DOING}: {what}"))
}

/// The rows of one statement, and those of another that come in pieces, as one.
fn both<'a>(connection: &'a mut PgConnection, rows: &'a str, pieces: &'a str) -> ChunkData<'a> {
    let (give, take) = mpsc::channel(1);
    let reading = async move {
        let mut out = Gathered { give, parts: BytesMut::new(), kept: 0 };
        let done = match read(connection, rows, pieces, &mut out).await {
            Ok(()) => out.rest().await,
            Err(error) => out.give.send(Err(error)).await.map_err(|_| unheard()),
        };
        // Whoever does not listen has no use for an error either.
        drop(done);
    };
    let data = stream::unfold(take, |mut take| async { take.recv().await.map(|part| (part, take)) });
    Box::pin(stream::select(data, stream::once(reading).filter_map(|()| future::ready(None))))
}

async fn read(connection: &mut PgConnection, rows: &str, pieces: &str, out: &mut Gathered) -> Result<()> {
    let binary = rows.ends_with(Format::Binary.options(false));
    out.kept = if binary { END.len() } else { 0 };
    {
        let mut rows = connection.copy_out_raw(rows).await.map_err(|error| failure(&error, DOING))?;
        while let Some(part) = rows.try_next().await.map_err(|error| failure(&error, DOING))? {
            out.add(&part).await?;
        }
    }
    let left_out = sqlx::raw_sql(AssertSqlSafe(huge::asked())).fetch_one(&mut *connection).await;
    let left_out: String = left_out.and_then(|row| row.try_get(0)).map_err(|error| failure(&error, DOING))?;
    if left_out.is_empty() {
        return Ok(());
    }
    if binary && !out.take_end() {
        return Err(odd("the rows have no end"));
    }
    run(connection, huge::BEFORE, DOING).await?;
    let mut parts = connection.copy_out_raw(pieces).await.map_err(|error| failure(&error, DOING))?;
    let mut unwrapped = Unwrapped::default();
    while let Some(part) = parts.try_next().await.map_err(|error| failure(&error, DOING))? {
        unwrapped.waiting.extend_from_slice(&part);
        while let Some((kind, before, value)) = unwrapped.next()? {
            out.add(&before).await?;
            match kind {
                Piece::Plain => out.add(&value).await?,
                Piece::Text => out.add(&escaped(&value)).await?,
                Piece::Digits => out.add(&digits(&value)).await?,
            }
        }
    }
    if !unwrapped.ended {
        return Err(odd("the pieces have no end"));
    }
    if binary { out.add(END).await } else { Ok(()) }
}

/// What was read and not handed on yet.
struct Gathered {
    give: mpsc::Sender<Result<Bytes>>,
    parts: BytesMut,
    /// Bytes at the end that stay here: they may not be wanted.
    kept: usize,
}

fn unheard() -> Error {
    Error::new(ErrorKind::Cancelled, "nobody takes the rows")
}

impl Gathered {
    async fn add(&mut self, part: &[u8]) -> Result<()> {
        self.parts.extend_from_slice(part);
        if self.parts.len() < TOGETHER + self.kept {
            return Ok(());
        }
        let kept = self.parts.split_off(self.parts.len() - self.kept);
        let full = std::mem::replace(&mut self.parts, kept).freeze();
        self.give.send(Ok(full)).await.map_err(|_| unheard())
    }

    /// Takes the end of the rows away, if it is there.
    fn take_end(&mut self) -> bool {
        let there = self.parts.ends_with(END);
        if there {
            self.parts.truncate(self.parts.len() - END.len());
            self.kept = 0;
        }
        there
    }

    async fn rest(self) -> Result<()> {
        self.give.send(Ok(self.parts.freeze())).await.map_err(|_| unheard())
    }
}

/// Pieces out of the binary form in which the server sends them.
#[derive(Default)]
struct Unwrapped {
    waiting: BytesMut,
    begun: bool,
    ended: bool,
}

impl Unwrapped {
    /// The next one; `None` when more has to come first.
    fn next(&mut self) -> Result<Option<(Piece, Bytes, Bytes)>> {
        const HEAD: usize = 19;
        if !self.begun {
            if self.waiting.len() < HEAD {
                return Ok(None);
            }
            self.waiting.advance(HEAD);
            self.begun = true;
        }
        if self.waiting.starts_with(END) {
            self.ended = true;
            return Ok(None);
        }
        let mut at = 2;
        let mut fields = [(0, 0); 3];
        for field in &mut fields {
            let Some(length) = self.waiting.get(at..at + 4) else { return Ok(None) };
            let mut number = [0; 4];
            number.copy_from_slice(length);
            let length = usize::try_from(i32::from_be_bytes(number));
            let length = length.map_err(|_| odd("a piece is null"))?;
            *field = (at + 4, length);
            at += 4 + length;
        }
        if self.waiting.len() < at {
            return Ok(None);
        }
        let row = self.waiting.split_to(at).freeze();
        let [kind, before, value] = fields.map(|(from, length)| row.slice(from..from + length));
        let kind = match kind.as_ref() {
            [0, 0] => Piece::Plain,
            [0, 1] => Piece::Text,
            [0, 2] => Piece::Digits,
            _ => return Err(odd("a piece is of no kind")),
        };
        Ok(Some((kind, before, value)))
    }
}

/// Text as a field of the text form. All encodings in which rows travel write these characters as one byte each.
fn escaped(text: &[u8]) -> BytesMut {
    let mut out = BytesMut::with_capacity(text.len() + text.len() / 8);
    let mut from = 0;
    for (at, byte) in text.iter().enumerate() {
        let sign = match byte {
            b'\\' => b'\\',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            _ => continue,
        };
        out.extend_from_slice(&text[from..at]);
        out.extend_from_slice(&[b'\\', sign]);
        from = at + 1;
    }
    out.extend_from_slice(&text[from..]);
    out
}

fn digits(bytes: &[u8]) -> BytesMut {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let pairs =
        bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    let mut out = BytesMut::with_capacity(bytes.len() * 2);
    out.extend(pairs);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_bytes_are_written_as_the_server_reads_them() {
        assert_eq!(escaped(b"a\tb\\N\r\n\\.").as_ref(), b"a\\tb\\\\N\\r\\n\\\\.");
        assert_eq!(escaped(b"").as_ref(), b"");
        assert_eq!(digits(&[0, 0x5c, 0xff]).as_ref(), b"005cff");
    }

    #[test]
    fn pieces_are_found_wherever_their_bytes_are_cut() -> Result<()> {
        let mut bytes = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0".to_vec();
        for (kind, before, value) in [(0_u8, &b"ab"[..], &b"cdef"[..]), (1, b"", b""), (2, b"\xff", b"\0")] {
            bytes.extend([0, 3, 0, 0, 0, 2, 0, kind]);
            for field in [before, value] {
                bytes.extend([0, 0, 0, u8::try_from(field.len()).unwrap()]);
                bytes.extend(field);
            }
        }
        bytes.extend(END);
        for step in 1..bytes.len() {
            let (mut unwrapped, mut found) = (Unwrapped::default(), Vec::new());
            for part in bytes.chunks(step) {
                unwrapped.waiting.extend_from_slice(part);
                while let Some((kind, before, value)) = unwrapped.next()? {
                    found.push((kind as u8, before.to_vec(), value.to_vec()));
                }
            }
            let expected =
                [(0, b"ab".to_vec(), b"cdef".to_vec()), (1, vec![], vec![]), (2, vec![0xff], vec![0])];
            assert_eq!((found.as_slice(), unwrapped.ended), (&expected[..], true), "{step}");
        }
        Ok(())
    }
}
