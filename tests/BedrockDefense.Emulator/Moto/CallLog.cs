using System.Collections.Concurrent;

namespace BedrockDefense.Emulator.Moto;

/// <summary>Every call that was sent to one emulator, whoever made it.</summary>
internal sealed class CallLog
{
    private readonly ConcurrentQueue<ApiCall> _calls = [];

    /// <summary>The calls so far, in the order in which they were sent.</summary>
    public IReadOnlyList<ApiCall> Calls => [.. _calls];

    /// <summary>Notes a call.</summary>
    public void Note(ApiCall call) => _calls.Enqueue(call);
}
