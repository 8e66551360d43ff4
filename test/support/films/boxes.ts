/** A box of an MP4 file: its kind and what is in it. */
export interface Box {
  readonly kind: string;
  readonly body: Buffer;
}

/** The boxes that stand one after the other in these bytes. */
export function boxesIn(bytes: Buffer): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    if (size < 8) throw new Error(`a box of ${size} bytes`);
    boxes.push({ kind: bytes.toString('latin1', at + 4, at + 8), body: bytes.subarray(at + 8, at + size) });
    at += size;
  }
  return boxes;
}

export function box(kind: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(kind, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** The same boxes, but for those whose body is changed (`null` leaves a box out), at any depth. */
export function rewritten(bytes: Buffer, change: (box: Box) => Buffer | null): Buffer {
  return Buffer.concat(
    boxesIn(bytes).flatMap((each) => {
      const body = containers.has(each.kind) ? rewritten(each.body, change) : change(each);
      return body === null ? [] : [box(each.kind, body)];
    }),
  );
}

const containers = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts']);

/** The first box of a kind, at any depth. */
export function find(bytes: Buffer, kind: string): Buffer {
  for (const each of boxesIn(bytes)) {
    if (each.kind === kind) return each.body;
    if (containers.has(each.kind)) {
      const inner = findIn(each.body, kind);
      if (inner !== null) return inner;
    }
  }
  throw new Error(`no ${kind} in the film`);
}

function findIn(bytes: Buffer, kind: string): Buffer | null {
  for (const each of boxesIn(bytes)) {
    if (each.kind === kind) return each.body;
    const inner = containers.has(each.kind) ? findIn(each.body, kind) : null;
    if (inner !== null) return inner;
  }
  return null;
}
