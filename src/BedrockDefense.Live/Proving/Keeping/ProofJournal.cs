using System.Text.Json;

namespace BedrockDefense.Live.Proving.Keeping;

/// <summary>
/// A file that tells what a run has to put back. It is written before each change, so that what a killed run leaves can be put back
/// later. It holds no secret.
/// </summary>
public sealed class ProofJournal
{
    private const int Version = 1;

    // A state is a policy or a pattern at most, and a scenario has a few calls.
    private const long MostBytes = 4 * 1024 * 1024;

    private readonly string _path;

    private ProofJournal(string path, Entry entry) => (_path, Content) = (path, entry);

    /// <summary>What the file tells.</summary>
    public Entry Content { get; private set; }

    /// <summary>Begins the journal of a run.</summary>
    /// <exception cref="InvalidInputException">The file exists, or cannot be written.</exception>
    public static ProofJournal Begin(string path, string run, string account, string role, string? restoringRole, string region)
    {
        if (File.Exists(path))
        {
            throw new InvalidInputException(
                $"{path}: an earlier run has left this journal of what it has to put back; run prove --clean-up, then try again"
            );
        }

        var journal = new ProofJournal(path, new Entry(Version, run, account, role, restoringRole, region, null, []));
        journal.Write();
        return journal;
    }

    /// <summary>Reads the journal of an earlier run.</summary>
    /// <exception cref="InvalidInputException">There is no such file, or it is not such a journal.</exception>
    public static ProofJournal Open(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                throw new InvalidInputException($"{path}: this is no journal of prove; it is larger than any");
            }

            var entry = JsonSerializer.Deserialize<Entry>(File.ReadAllText(path), Options);
            return entry is { Version: Version } && IsWhole(entry)
                ? new ProofJournal(path, entry)
                : throw new InvalidInputException($"{path}: this is no journal that this version of prove has written");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidInputException($"{path}: there is no such file, so no run of prove has left anything to put back");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: this journal of prove cannot be read: {exception.Message}");
        }
    }

    /// <summary>Notes a change that is about to be made.</summary>
    public void Add(Change change) => Update(Content with { Changes = [.. Content.Changes, change] });

    /// <summary>Notes that a change is put back.</summary>
    public void Remove(Change change) => Update(Content with { Changes = [.. Content.Changes.Where(one => one != change)] });

    /// <summary>Notes the queue that is about to be created; null when it is gone.</summary>
    public void Set(TemporarySubscriber? queue) => Update(Content with { Queue = queue });

    /// <summary>Deletes the file, when nothing is left to put back.</summary>
    public void End() => File.Delete(_path);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    // The serializer does not know the forms of ARNs, nor the elements of a list.
    private static bool IsWhole(Entry entry) =>
        entry.Changes.All(change => change is not null && KeptState.All.ContainsKey(change.State))
        && IsOf(entry.Account, entry.Role)
        && (entry.RestoringRole is null || IsOf(entry.Account, entry.RestoringRole))
        && (entry.Queue is null || entry.Queue.TopicArn.Split(':') is ["arn", _, "sns", _, _, _]);

    private static bool IsOf(string account, string role) => role.Split(':', 6) is ["arn", _, "iam", "", var own, _] && own == account;

    private void Update(Entry entry)
    {
        Content = entry;
        Write();
    }

    // A file that is replaced as a whole is never half written.
    private void Write()
    {
        try
        {
            var next = $"{_path}.next";
            File.WriteAllText(next, JsonSerializer.Serialize(Content, Options));
            File.Move(next, _path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{_path}: the journal cannot be written: {exception.Message}");
        }
    }

    /// <summary>What a journal tells.</summary>
    /// <param name="Version">The version of the form.</param>
    /// <param name="Run">The name of the run.</param>
    /// <param name="Account">The id of the attacked account.</param>
    /// <param name="Role">The ARN of the attacking role.</param>
    /// <param name="RestoringRole">The ARN of the role that puts back; null when the attacking role does.</param>
    /// <param name="Region">The code of the Region of the attack.</param>
    /// <param name="Queue">The temporary queue; null for none.</param>
    /// <param name="Changes">The changes that may have been made and are not put back yet, in order.</param>
    public sealed record Entry(
        int Version,
        string Run,
        string Account,
        string Role,
        string? RestoringRole,
        string Region,
        TemporarySubscriber? Queue,
        IReadOnlyList<Change> Changes
    );

    /// <summary>The queue that is subscribed to the findings topic for the time of a run.</summary>
    /// <param name="Name">The queue's name.</param>
    /// <param name="TopicArn">The topic.</param>
    public sealed record TemporarySubscriber(string Name, string TopicArn);
}
