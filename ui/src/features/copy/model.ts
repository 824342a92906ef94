/** A copy as the page draws it: what an event changes, in which order tables stand, the line of the plot. Pure. */
import type { CopySpeed, CopyTable, CopyTableState, CopyView, TransferReport, TransferStage } from '$lib/rpc';

/** The stages of a copy, in order. */
export const STAGES: readonly TransferStage[] = ['reading', 'objects', 'rows', 'finishing', 'verifying'];

/** Whether nothing more happens. */
export function isOver(copy: CopyView): boolean {
  return copy.head.ended !== null;
}

const RANK: Record<CopyTableState, number> = { copying: 0, waiting: 1, done: 2 };

/** What is being copied first, then what waits, then what is done; otherwise as they came, largest first. */
export function ordered(tables: readonly CopyTable[]): CopyTable[] {
  return tables.toSorted((one, other) => RANK[one.state] - RANK[other.state]);
}

/** How much of a table is there, 0 to 1; `null` when that cannot be told. */
export function tableShare(table: CopyTable): number | null {
  if (table.state === 'done') return 1;
  if (table.state === 'waiting') return 0;
  const { bytes, bytes_expected: all } = table;
  return all === null || all <= 0 ? null : Math.min(0.99, bytes / all);
}

/** A stage as a line of the list. */
export interface StageLine {
  stage: TransferStage;
  state: 'done' | 'running' | 'broken' | 'todo';
  /** Milliseconds that it took, or has taken so far; `null` before it begins. */
  took: number | null;
}

/** Every stage, with the time that it took. */
export function stageLines(copy: CopyView, now: number): StageLine[] {
  const { stages, state, ended } = copy.head;
  return STAGES.map((stage) => {
    const at = stages.findIndex((each) => each.stage === stage);
    const begun = stages[at];
    if (!begun) return { stage, state: 'todo', took: null };
    const next = stages[at + 1];
    const took = Math.max(0, (next?.began ?? ended ?? now) - begun.began);
    if (next || state === 'done') return { stage, state: 'done', took };
    return { stage, state: ended === null ? 'running' : 'broken', took };
  });
}

/** What the plot draws. */
export interface Plot {
  /** The line, as the `d` of a path in a box of the given size. */
  line: string;
  /** The area below it. */
  area: string;
  /** The top of the scale, in bytes per second: a round number. */
  top: number;
  /** The end of the time axis, in milliseconds. */
  end: number;
}

/** A round number that is not below a value, and whose half is round too. */
export function roundUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  for (const step of [1, 2, 3, 4, 5, 6, 8]) if (step * power >= value) return step * power;
  return 10 * power;
}

/** The line of the throughput in a box. `null` while there is no line to draw. */
export function plotOf(speed: readonly CopySpeed[], width: number, height: number): Plot | null {
  const last = speed.at(-1);
  const most = Math.max(0, ...speed.map((point) => point.bytes_per_second));
  if (speed.length < 2 || !last || most === 0) return null;
  const top = roundUp(most);
  const end = Math.max(last.at, 1);
  const round = (value: number) => Math.round(value * 10) / 10;
  const points = speed.map((point) => {
    const x = round((point.at / end) * width);
    return `${String(x)} ${String(round(height - (point.bytes_per_second / top) * height))}`;
  });
  const line = `M${points.join('L')}`;
  const first = round(((speed[0]?.at ?? 0) / end) * width);
  return {
    line,
    area: `${line}L${String(width)} ${String(height)}L${String(first)} ${String(height)}Z`,
    top,
    end,
  };
}

/** What a copy came to. `later`: everything that was read has arrived, but the source may have been written to since. */
export type Outcome = 'equal' | 'later' | 'incomplete' | 'different' | 'not-compared';

/** The result in one word; it is never better than what was compared. */
export function outcomeOf(report: TransferReport): Outcome {
  const seen = report.verification;
  if (seen === null || seen.verdict === 'not_checked') return 'not-compared';
  if (seen.verdict === 'different') return 'different';
  if (seen.verdict === 'equal') return 'equal';
  return seen.not_checked.every((reason) => reason === 'writes-possible') ? 'later' : 'incomplete';
}
