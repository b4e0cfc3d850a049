namespace BedrockDefense.Hunting.Postponing;

/// <summary>The state of a file, by which a change between two readings is noticed.</summary>
internal static class ReadAgainStamp
{
    /// <summary>Returns the length and the time of the last change; empty when the file cannot be looked at.</summary>
    public static string Of(string file)
    {
        try
        {
            var info = new FileInfo(file);
            info = info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
            return FormattableString.Invariant($"{info.Length}:{info.LastWriteTimeUtc.Ticks}");
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            // Reading it again says what is wrong.
            return "";
        }
    }
}
