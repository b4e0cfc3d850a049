using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Postponing;

/// <summary>One of the two readings of an archive. It decides which records are parsed. Each thread has its own.</summary>
internal interface IReading
{
    /// <summary>Begins a file.</summary>
    void Begin(FileResult file);

    /// <summary>Returns whether a record is not parsed in this reading.</summary>
    /// <param name="candidates">The rules that can match the record.</param>
    /// <param name="record">The text of the record.</param>
    /// <param name="offset">The position of the record in the file.</param>
    /// <param name="isPlain">
    /// Whether it is a record of the file itself. Others come out of wrappers or rows, several of them from one position.
    /// </param>
    bool Skips(Candidates candidates, ReadOnlySpan<byte> record, long offset, bool isPlain);

    /// <summary>Notes an event of a first step, which opens a window.</summary>
    /// <param name="one">The event.</param>
    /// <param name="offset">The position of its record in the file.</param>
    void AddOpening(StepEvent one, long offset);

    /// <summary>Ends the reading.</summary>
    void Finish();
}
