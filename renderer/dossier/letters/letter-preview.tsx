import type { Letter, LetterBlock } from '../../../domain/letters/compose.ts'

/** A letter as it will be printed, in its own language; the PDF says the same in the same order. */
export function LetterPreview({ letter, label }: { letter: Letter; label: string }) {
  return (
    // It is read, and it is longer than its place: the keyboard must reach it to scroll.
    <article className="letter" lang={letter.language} aria-label={label} tabIndex={0}>
      <p className="letter-sender">
        <Lines lines={letter.sender} />
      </p>
      <p className="letter-addressee">
        <Lines lines={letter.addressee} />
      </p>
      <p>{letter.date}</p>
      <h3>{letter.subject}</h3>
      <table>
        <tbody>
          {letter.rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{letter.salutation}</p>
      {letter.blocks.map((block, at) => (
        <Block key={at} block={block} />
      ))}
      <p>{letter.closing}</p>
      <p>{letter.signer}</p>
      {letter.copies.length > 0 && (
        <p>
          {letter.copyLabel} {letter.copies.join('; ')}
        </p>
      )}
    </article>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return lines.map((line, at) => (
    <span key={at} className="letter-line">
      {line}
    </span>
  ))
}

function Block({ block }: { block: LetterBlock }) {
  switch (block.kind) {
    case 'heading':
      return <h4>{block.text}</h4>
    case 'paragraph':
      return <p>{block.text}</p>
    case 'own':
      return <p className="letter-own">{block.text}</p>
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )
  }
}
