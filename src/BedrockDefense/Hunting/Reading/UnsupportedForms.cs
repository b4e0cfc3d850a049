namespace BedrockDefense.Hunting.Reading;

/// <summary>Recognises, by their first bytes, files that may contain records but that this program does not read.</summary>
internal static class UnsupportedForms
{
    private const int TarMagic = 257;

    /// <summary>Returns the name of the form of a file with these first bytes, or null when it is none of these forms.</summary>
    public static string? NameOf(ReadOnlySpan<byte> head) =>
        head switch
        {
            [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..] => "a zip archive",
            [(byte)'B', (byte)'Z', (byte)'h', ..] => "a bzip2 file",
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => "an xz file",
            [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => "a 7z archive",
            [0x28, 0xB5, 0x2F, 0xFD, ..] => "a Zstandard file",
            [0x1F, 0x8B, ..] => "a gzip file within a gzip file",
            [(byte)'H', (byte)'4', (byte)'s', (byte)'I', ..] => "gzip data in base64",
            [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => "a Parquet file",
            [(byte)'O', (byte)'R', (byte)'C', ..] => "an ORC file",
            [(byte)'O', (byte)'b', (byte)'j', 1, ..] => "an Avro file",
            _ when head.Length > TarMagic + 5 && head.Slice(TarMagic, 5).SequenceEqual("ustar"u8) => "a tar archive",
            _ => null,
        };
}
