using BedrockDefense.Hunting.Correlating;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>
/// Where an event about credentials is. An archive can hold millions of them and few are shown, so that only digests of the texts are kept.
/// </summary>
/// <param name="File">The path of the file.</param>
/// <param name="Offset">The position of the event in the decompressed file, in bytes.</param>
/// <param name="Used">The digest of the caller's access key; the default when there is none.</param>
/// <param name="Issued">The digest of the issued access key; of the caller's ARN for a sign-in; the default when there is none.</param>
/// <param name="Ticks">The time of the event; 0 when it cannot be read.</param>
/// <param name="Role">Why the event matters.</param>
internal readonly record struct CredentialPlace(string File, long Offset, Digest Used, Digest Issued, long Ticks, PlaceRole Role);

/// <summary>Why an event matters to an investigation.</summary>
[Flags]
internal enum PlaceRole : byte
{
    /// <summary>It does not.</summary>
    None = 0,

    /// <summary>The investigation starts from it.</summary>
    Start = 1,

    /// <summary>It issued a credential.</summary>
    Issue = 2,

    /// <summary>It is a sign-in to the console.</summary>
    Login = 4,
}
