namespace BedrockDefense.Hunting;

/// <summary>The result of reading one file, with what was found in it.</summary>
internal sealed class FileFinds<T>(string file) : FileResult(file)
{
    private List<T> _found = [];

    /// <summary>The approximate memory, in bytes, of what was found and not taken yet.</summary>
    public long FoundBytes { get; private set; }

    /// <summary>Adds something that was found.</summary>
    /// <param name="one">What was found.</param>
    /// <param name="bytes">The approximate memory that it takes.</param>
    public void Add(T one, int bytes)
    {
        _found.Add(one);
        FoundBytes += bytes;
    }

    /// <summary>Returns what was found since the last call, and forgets it.</summary>
    public IReadOnlyList<T> TakeFound()
    {
        var found = _found;
        // As much is likely to be found again.
        (_found, FoundBytes) = (new List<T>(found.Count), 0);
        return found;
    }
}
