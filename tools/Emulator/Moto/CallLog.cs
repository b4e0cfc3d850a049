using System.Collections.Concurrent;
using BedrockDefense.Emulator.Models;

namespace BedrockDefense.Emulator.Moto;

/// <summary>Every call that was sent to one emulator, by any caller.</summary>
/// <param name="check">Judges each call before it is sent.</param>
/// <param name="isJudged">Whether calls are judged. Calls in a form that only the emulator understands are not.</param>
internal sealed class CallLog(CallCheck check, bool isJudged = true)
{
    private readonly ConcurrentQueue<ApiCall> _calls = [];

    /// <summary>The calls so far, in the order in which they were sent.</summary>
    public IReadOnlyList<ApiCall> Calls => [.. _calls];

    /// <summary>The check that judges the calls.</summary>
    public CallCheck Check { get; } = check;

    /// <summary>Notes and judges a call.</summary>
    /// <exception cref="ViolationException">AWS would refuse the call.</exception>
    public void Note(ApiCall call)
    {
        _calls.Enqueue(call);
        if (isJudged)
        {
            Check.Judge(call);
        }
    }
}
