import Glibc

/// The randomness of this machine.
public enum HostRandom {
  /// Bytes that nobody can guess.
  public static func bytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      // `getentropy` is `getrandom` for up to 256 bytes, which are always given whole.
      let part = min(count - filled, 256)
      let result = bytes.withUnsafeMutableBytes {
        getentropy($0.baseAddress?.advanced(by: filled), part)
      }
      if result == 0 {
        filled += part
      } else if errno != EINTR {
        // Without the kernel's randomness no id and no salt would be safe, and no kernel lacks it.
        preconditionFailure("this machine has no source of randomness (getentropy)")
      }
    }
    return bytes
  }
}
