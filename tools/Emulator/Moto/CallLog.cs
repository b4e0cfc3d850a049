using System.Collections.Concurrent;
using BedrockDefense.Emulator.Models;

namespace BedrockDefense.Emulator.Moto;

/// <summary>Every call that was sent to one emulator, whoever made it.</summary>
/// <param name="check">Judges every call before it is sent.</param>
/// <param name="isJudged">Whether it does; not for calls written as the emulator alone understands them.</param>
internal sealed class CallLog(CallCheck check, bool isJudged = true)
{
    private readonly ConcurrentQueue<ApiCall> _calls = [];

    /// <summary>The calls so far, in the order in which they were sent.</summary>
    public IReadOnlyList<ApiCall> Calls => [.. _calls];

    /// <summary>What judges them.</summary>
    public CallCheck Check { get; } = check;

    /// <summary>Notes a call.</summary>
    /// <exception cref="ViolationException">AWS would refuse it.</exception>
    public void Note(ApiCall call)
    {
        _calls.Enqueue(call);
        if (isJudged)
        {
            Check.Judge(call);
        }
    }
}
