using BedrockDefense.Hunting.Reading;

namespace BedrockDefense.Hunting;

/// <summary>Receives the records of files, one file at a time, and finds something in them. Each thread has its own.</summary>
internal interface IFileSink<T> : IRecordSink
{
    /// <summary>Starts a file.</summary>
    /// <param name="result">Receives what is found in the file.</param>
    /// <param name="onEvent">Must be called after each event in which something may have been found.</param>
    void Begin(FileFinds<T> result, Action onEvent);

    /// <summary>Ends the reading. It is called on the thread that started it, even when the thread of this object was abandoned.</summary>
    void Finish();
}
