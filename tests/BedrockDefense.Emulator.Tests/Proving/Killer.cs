namespace BedrockDefense.Emulator.Tests.Proving;

/// <summary>Ends a run before one of its calls. No call of it is sent from then on, as if the process were gone.</summary>
/// <param name="calls">The number of calls that are sent before.</param>
/// <param name="journal">The file of the journal.</param>
internal sealed class Killer(int calls, string journal)
{
    private byte[]? _journal;

    private int _left = calls;

    /// <summary>Whether a call was not sent.</summary>
    public bool HasKilled => _journal is not null;

    /// <summary>Restores the journal as it was when the process ended.</summary>
    public void RestoreJournal() => File.WriteAllBytes(journal, _journal!);

    private void Kill() => _journal ??= File.ReadAllBytes(journal);

    /// <summary>Counts the calls of an account.</summary>
    public IAwsApi Of(IAwsApi api) => new Mortal(this, api);

    private sealed class Mortal(Killer killer, IAwsApi api) : IAwsApi
    {
        public string Id => api.Id;

        public IAwsApi InAccount(string accountId) => new Mortal(killer, api.InAccount(accountId));

        public Task<string> SendAsync(AwsCall request)
        {
            if (killer._left-- > 0)
            {
                return api.SendAsync(request);
            }

            killer.Kill();
            throw new KilledException();
        }
    }
}

/// <summary>The process was ended. No part of a run takes this for an answer of AWS.</summary>
public sealed class KilledException : OperationCanceledException;
