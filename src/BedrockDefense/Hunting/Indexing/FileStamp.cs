using BedrockDefense.Hunting.Reading;

namespace BedrockDefense.Hunting.Indexing;

/// <summary>The state of a file by which a change is noticed: its length and the time of its last change.</summary>
internal static class FileStamp
{
    /// <summary>
    /// The age from which a file's time tells it from a later state. Some file systems count seconds, some two of them, so a file that
    /// changed a moment ago could change again without a sign of it.
    /// </summary>
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Returns the stamp of a file, or null when it changed only a moment ago, or is none, such as standard input.
    /// </summary>
    public static string? Of(string file)
    {
        if (file == LogFile.StandardInput)
        {
            return null;
        }

        try
        {
            var info = new FileInfo(file);
            if (info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
            {
                info = target;
            }

            return info.Exists && info.LastWriteTimeUtc < DateTime.UtcNow - Age
                ? FormattableString.Invariant($"{info.Length}:{info.LastWriteTimeUtc.Ticks}")
                : null;
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            return null;
        }
    }
}
