/// Writes rows as a CSV file that Indonesian Excel opens by a double click.
///
/// UTF-8 with byte order mark, `;` between cells, every cell in quotes, lines ended by CRLF. Digits that
/// Excel would round or shorten (16 digits of a NIK, `003` of an RT, a phone number) are written
/// `="003"`, which Excel shows as the text 003 and writes out again as 003; a cell that begins like a
/// formula, also behind spaces, gets an apostrophe before it. ``CSVReader`` gives every cell back as it
/// was, but for U+0000, which no text file can hold and which becomes U+FFFD.
public enum CSVWriter {
  public static func bytes(_ rows: [[String]]) -> [UInt8] {
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    for row in rows {
      for (place, cell) in row.enumerated() {
        if place > 0 { bytes.append(CSVSeparator.semicolon.rawValue) }
        bytes.append(ASCII.quote)
        for byte in ExcelText.wrapped(cell).utf8 {
          if byte == 0 {
            bytes.append(contentsOf: UTF8.encodedReplacementCharacter)
            continue
          }
          if byte == ASCII.quote { bytes.append(byte) }
          bytes.append(byte)
        }
        bytes.append(ASCII.quote)
      }
      bytes.append(ASCII.carriageReturn)
      bytes.append(ASCII.lineFeed)
    }
    return bytes
  }
}
