using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Proving.Keeping;
using BedrockDefense.Live.Proving.Observing;
using BedrockDefense.Live.Reading;

namespace BedrockDefense.Live.Proving;

/// <summary>Puts back what a run has changed, and removes what it has created. It may be repeated.</summary>
/// <param name="journal">Tells what is to be put back.</param>
/// <param name="home">The place of the management account.</param>
/// <param name="restoring">AWS as the role that puts back in the attacked account.</param>
/// <param name="topic">The place of the findings topic.</param>
public sealed class CleanUp(ProofJournal journal, Place home, IAwsApi restoring, Place topic)
{
    private readonly List<string> _done = [];
    private readonly List<string> _left = [];

    /// <summary>What was put back or removed, a sentence each.</summary>
    public IReadOnlyList<string> Done => _done;

    /// <summary>What could not be, with the reason; a sentence each.</summary>
    public IReadOnlyList<string> Left => _left;

    /// <summary>Puts everything back, and ends the journal when nothing is left.</summary>
    public async Task RunAsync()
    {
        _left.Clear();
        await PutBackAsync().ConfigureAwait(false);
        await RemoveQueueAsync().ConfigureAwait(false);
        if (_left.Count == 0)
        {
            journal.End();
        }
    }

    /// <summary>Puts back all changes, the last one first. Each is read again afterwards.</summary>
    public async Task PutBackAsync()
    {
        foreach (var change in journal.Content.Changes.Reverse().ToList())
        {
            var state = KeptState.All[change.State];
            var place = new Place(state.IsOfManagement ? home.Account : restoring, change.Region);
            var what = $"{state.Describe(change.Subject)} in {place.Account.Id}, {change.Region}";
            await TryAsync($"{what} is not put back", () => PutBackAsync(state, place, change, what)).ConfigureAwait(false);
        }
    }

    private async Task PutBackAsync(KeptState state, Place place, Change change, string what)
    {
        var now = await state.ReadAsync(place, change.Subject).ConfigureAwait(false);
        if (!JsonNode.DeepEquals(now, change.Before))
        {
            await state.PutBackAsync(place, change.Subject, change.Before, now, journal.Content.Run).ConfigureAwait(false);
            if (!JsonNode.DeepEquals(await state.ReadAsync(place, change.Subject).ConfigureAwait(false), change.Before))
            {
                throw new NotPutBackException("after it was put back, it is still not as it was before");
            }

            _done.Add($"{what} is as it was before");
        }

        journal.Remove(change);
    }

    private async Task RemoveQueueAsync()
    {
        if (journal.Content.Queue is not { } queue)
        {
            return;
        }

        await TryAsync(
                $"the queue {queue.Name} and its subscription to {queue.TopicArn} are not removed",
                async () =>
                {
                    await FindingsQueue.RemoveAsync(topic, queue).ConfigureAwait(false);
                    _done.Add($"the queue {queue.Name} and its subscription are gone");
                    journal.Set(null);
                }
            )
            .ConfigureAwait(false);
    }

    // What fails must not keep the rest from being put back: a refusal, an odd answer, or a journal that cannot be written.
    private async Task TryAsync(string failure, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AwsException or NotPutBackException or InvalidInputException)
        {
            _left.Add($"{failure}: {exception.Message}");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _left.Add($"{failure}: {ExpectedForm.Fault}");
        }
    }
}
