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
            var what = $"{state.Describe(change.Subject)} in {(state.IsOfManagement ? home.Account.Id : restoring.Id)}, {change.Region}";
            try
            {
                if (await IsAsBeforeAsync(state, change).ConfigureAwait(false))
                {
                    journal.Remove(change);
                    continue;
                }

                await state
                    .PutBackAsync(
                        PlaceOf(state, change),
                        change.Subject,
                        change.Before,
                        await state.ReadAsync(PlaceOf(state, change), change.Subject).ConfigureAwait(false),
                        journal.Content.Run
                    )
                    .ConfigureAwait(false);
                if (await IsAsBeforeAsync(state, change).ConfigureAwait(false))
                {
                    _done.Add($"{what} is as it was before");
                    journal.Remove(change);
                }
                else
                {
                    _left.Add($"{what} was put back, but is still not as it was before");
                }
            }
            catch (Exception exception) when (exception is AwsException or NotPutBackException)
            {
                _left.Add($"{what} is not put back: {exception.Message}");
            }
            catch (Exception exception) when (exception is InvalidOperationException or NullReferenceException or FormatException)
            {
                _left.Add($"{what} is not put back: AWS's answer is not of the expected form");
            }
        }
    }

    // The queue and its subscription are read again afterwards.
    private async Task RemoveQueueAsync()
    {
        if (journal.Content.Queue is not { } queue)
        {
            return;
        }

        try
        {
            await FindingsQueue.RemoveAsync(topic, queue).ConfigureAwait(false);
            _done.Add($"the queue {queue.Name} and its subscription are gone");
            journal.Set(null);
        }
        catch (AwsException exception)
        {
            _left.Add($"the queue {queue.Name} and its subscription to {queue.TopicArn} are not removed: {exception.Message}");
        }
    }

    private async Task<bool> IsAsBeforeAsync(KeptState state, Change change) =>
        JsonNode.DeepEquals(await state.ReadAsync(PlaceOf(state, change), change.Subject).ConfigureAwait(false), change.Before);

    private Place PlaceOf(KeptState state, Change change) => new(state.IsOfManagement ? home.Account : restoring, change.Region);
}
