import { crc32, deflateRawSync } from 'node:zlib'

/** A part to be packed, with lies where a test wants some. */
export interface ZipPart {
  readonly name: string
  readonly bytes: Uint8Array
  readonly isStored?: boolean
  /** What the directory says instead of the truth. */
  readonly claims?: {
    readonly uncompressedSize?: number
    readonly crc32?: number
    readonly flags?: number
    /** Where the part would lie. */
    readonly offset?: number
  }
}

/** A ZIP file of these parts, name by name. */
export function zipOf(parts: Readonly<Record<string, string | Uint8Array>>): Buffer {
  return zipOfParts(Object.entries(parts).map(([name, part]) => ({ name, bytes: bytesOf(part) })))
}

/** A ZIP file of parts that may lie. */
export function zipOfParts(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const packed = part.isStored ? part.bytes : deflateRawSync(part.bytes)
    const header = headerOf(part, packed.length)
    const name = Buffer.from(part.name)
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), header, name, packed])
    bodies.push(body)
    directory.push(directoryRow(header, name, part.claims?.offset ?? offset))
    offset += body.length
  }
  return Buffer.concat([...bodies, ...directory, endOf(parts.length, offset, directory)])
}

const bytesOf = (part: string | Uint8Array): Uint8Array =>
  typeof part === 'string' ? Buffer.from(part) : part

/** The 26 bytes that local header and directory have in common. */
function headerOf({ name, bytes, isStored, claims }: ZipPart, packedSize: number): Buffer {
  const header = Buffer.alloc(26)
  header.writeUInt16LE(20, 0)
  header.writeUInt16LE(claims?.flags ?? 0x800, 2)
  header.writeUInt16LE(isStored ? 0 : 8, 4)
  header.writeUInt16LE(0x21, 8)
  header.writeUInt32LE(claims?.crc32 ?? crc32(bytes), 10)
  header.writeUInt32LE(packedSize, 14)
  header.writeUInt32LE(claims?.uncompressedSize ?? bytes.length, 18)
  header.writeUInt16LE(Buffer.byteLength(name), 22)
  return header
}

function directoryRow(header: Buffer, name: Buffer, offset: number): Buffer {
  const row = Buffer.alloc(46)
  row.write('PK\x01\x02', 'latin1')
  row.writeUInt16LE(20, 4)
  header.copy(row, 6)
  row.writeUInt32LE(offset, 42)
  return Buffer.concat([row, name])
}

function endOf(count: number, offset: number, directory: readonly Buffer[]): Buffer {
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(count % 0x10000, 8)
  end.writeUInt16LE(count % 0x10000, 10)
  end.writeUInt32LE(
    directory.reduce((sum, row) => sum + row.length, 0),
    12,
  )
  end.writeUInt32LE(offset, 16)
  return end
}
