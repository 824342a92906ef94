//! One chunk from reader to writer: gathered into larger pieces, hashed on the way, never more than a few pieces in memory.

use blake3::Hasher;
use bytes::{Bytes, BytesMut};
use domain::engine::{Chunk, ChunkData, Reader, Writer, Written};
use domain::{Error, Result};
use futures::{TryStreamExt, stream};
use tokio::sync::mpsc;

use crate::control::Controls;
use crate::pulse::Flow;

/// Rows are gathered into pieces of about this size: a message per row would cost more than the row.
const PIECE: usize = 64 * 1024;
/// Pieces that wait between the two sides.
const WAITING: usize = 8;

/// What came out of a chunk, with the hash of its bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Moved {
    pub(crate) written: Written,
    pub(crate) hash: String,
}

/// Moves one chunk. Reading and writing go on at the same time; the slower side sets the pace.
pub(crate) async fn pump(
    reader: &mut dyn Reader,
    writer: &mut dyn Writer,
    chunk: &Chunk,
    controls: &Controls,
    flow: &Flow,
) -> Result<Moved> {
    let (give, take) = mpsc::channel::<Result<Bytes>>(WAITING);
    let reading = async {
        let mut hasher = Hasher::new();
        match reader.read(chunk).await {
            Ok(rows) => gather(rows, &mut hasher, &give).await,
            Err(error) => {
                let _ = give.send(Err(error)).await;
            }
        }
        drop(give);
        hasher.finalize().to_hex()[..32].to_owned()
    };
    let data = stream::unfold(take, |mut take| async {
        let piece = take.recv().await?;
        if let Ok(bytes) = &piece {
            controls.pass(bytes.len()).await;
            flow.add(bytes.len() as u64);
        }
        Some((piece, take))
    });
    let writing = writer.write(chunk, Box::pin(data));
    let (hash, written) = futures::future::join(reading, writing).await;
    Ok(Moved { written: written?, hash })
}

async fn gather(mut rows: ChunkData<'_>, hasher: &mut Hasher, give: &mpsc::Sender<Result<Bytes>>) {
    let mut piece = BytesMut::with_capacity(PIECE);
    loop {
        let next: Result<Option<Bytes>, Error> = rows.try_next().await;
        let sent = match next {
            Ok(Some(row)) if piece.len() + row.len() <= PIECE => {
                piece.extend_from_slice(&row);
                Ok(())
            }
            Ok(Some(mut row)) => {
                let mut sent = pass(piece.split().freeze(), hasher, give).await;
                // A row larger than a piece is cut, uncopied: what waits is bounded by pieces.
                while sent.is_ok() && row.len() >= PIECE {
                    sent = pass(row.split_to(PIECE), hasher, give).await;
                }
                piece.reserve(PIECE);
                piece.extend_from_slice(&row);
                sent
            }
            Ok(None) => {
                let _ = pass(piece.freeze(), hasher, give).await;
                return;
            }
            Err(error) => {
                let _ = give.send(Err(error)).await;
                return;
            }
        };
        if sent.is_err() {
            return;
        }
    }
}

/// Hands a piece over. It is hashed whole: row by row would cost more than the rows. The error: nobody takes it.
async fn pass(piece: Bytes, hasher: &mut Hasher, give: &mpsc::Sender<Result<Bytes>>) -> Result<(), ()> {
    if piece.is_empty() {
        return Ok(());
    }
    hasher.update(&piece);
    give.send(Ok(piece)).await.map_err(|_| ())
}
