internal import CanonicalForm

/// Folded texts one behind the other, which are looked through as one, eight bytes at a time.
struct SearchArena: Sendable {
  /// Behind every text stand zeros, which are in no word, up to a whole number of eights.
  private var bytes: [UInt8] = []
  /// Of each eight bytes the text to which they belong.
  private var owners: [UInt32] = []
  /// With which eight each text begins, and behind the last one where it ends.
  private var starts: [UInt32] = [0]

  var count: Int { starts.count - 1 }

  /// Adds the text that `write` appends to what is there.
  mutating func append(_ write: (inout [UInt8]) -> Void) {
    write(&bytes)
    repeat { bytes.append(0) } while bytes.count % 8 != 0
    let eights = bytes.count / 8 - owners.count
    owners.append(contentsOf: repeatElement(UInt32(clamping: count), count: eights))
    starts.append(UInt32(clamping: owners.count))
  }

  /// Makes ready to be looked through; nothing is added behind.
  mutating func finish() { bytes += SearchedWord.padding }

  /// Marks every text that has a word.
  func mark(_ word: SearchedWord, in has: inout [Bool]) {
    requireFinished()
    let (span, owners) = (bytes.span.bytes, owners.span)
    var has = has.mutableSpan
    if word.isShort {
      // Without a branch: of two letters half of all eights may have one, and nobody can foresee which.
      for eight in owners.indices {
        let owner = Int(owners[eight])
        let marks: UInt8 =
          (has[owner] ? 1 : 0) | (word.mayBegin(in: span, at: 8 &* eight) ? 1 : 0)
        has[owner] = marks != 0
      }
    } else {
      for eight in owners.indices where word.begins(in: span, at: 8 &* eight) {
        has[Int(owners[eight])] = true
      }
    }
  }

  /// Whether the text at a place has a word.
  func hasWord(_ word: SearchedWord, at text: Int) -> Bool {
    requireFinished()
    return (starts[text]..<starts[text + 1]).contains { eight in
      word.begins(in: bytes.span.bytes, at: 8 * Int(eight))
    }
  }

  private func requireFinished() {
    precondition(
      bytes.count >= 8 * owners.count + SearchedWord.padding.count,
      "texts are looked through when all are there")
  }
}
