using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BedrockDefense.Live.Verifying.Resuming;

/// <summary>
/// A file with the finished parts of a verification, from which a later run goes on. It is written whole or not at all, for its owner only.
/// What could not be seen is not finished.
/// </summary>
public sealed class Checkpoint
{
    private const int PiecesPerSave = 100;

    /// <summary>The oldest a part may be. What was read on another day may have changed.</summary>
    public static readonly TimeSpan LongestAge = TimeSpan.FromHours(12);

    private static readonly JsonSerializerOptions Json = new(JsonText.Options)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    private readonly string _path;
    private readonly VerificationIdentity _identity;
    private readonly ConcurrentDictionary<string, FinishedPiece> _pieces;
    private readonly Lock _saving = new();
    private int _added;

    private Checkpoint(string path, VerificationIdentity identity, IReadOnlyDictionary<string, FinishedPiece> pieces)
    {
        _path = path;
        _identity = identity;
        _pieces = new ConcurrentDictionary<string, FinishedPiece>(pieces, StringComparer.Ordinal);
        Earlier =
            pieces.Count == 0
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{pieces.Count} parts were read in an earlier run, from {pieces.Values.Min(piece => piece.Time).UtcDateTime:s}Z to "
                        + $"{pieces.Values.Max(piece => piece.Time).UtcDateTime:s}Z, and not again."
                );
    }

    /// <summary>Says what was read in an earlier run, and when; null when nothing was.</summary>
    public string? Earlier { get; }

    /// <summary>Reads a checkpoint, or begins one where there is no such file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="identity">What the verification is of.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, or it is too old or of another verification.</exception>
    public static Checkpoint Open(string path, VerificationIdentity identity, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (!File.Exists(path))
        {
            // A path that cannot be written must not show after an hour of reading.
            var begun = new Checkpoint(path, identity, new Dictionary<string, FinishedPiece>());
            begun.Save();
            return begun;
        }

        var content = Read(path);
        var oldest = content.Pieces.Count == 0 ? now : content.Pieces.Values.Min(piece => piece.Time);
        var newest = content.Pieces.Count == 0 ? now : content.Pieces.Values.Max(piece => piece.Time);
        var reason =
            content.Identity.Version != identity.Version ? $"of version {content.Identity.Version}, and this is {identity.Version}"
            : content.Identity.Account != identity.Account ? $"of account {content.Identity.Account}, and this is {identity.Account}"
            : content.Identity.Configuration != identity.Configuration ? "of another configuration"
            : newest > now ? "from the future"
            : now - oldest > LongestAge ? $"older than {LongestAge.TotalHours} hours"
            : null;
        return reason is null
            ? new Checkpoint(path, identity, content.Pieces)
            : throw new InvalidInputException(
                $"--resume {VisibleText.Quote(path)}: it is {VisibleText.Of(reason)}; delete it, or name another file"
            );
    }

    /// <summary>Finds a finished part; null when it is not finished.</summary>
    /// <param name="name">The part's name.</param>
    public FinishedPiece? Find(string name) => _pieces.GetValueOrDefault(name);

    /// <summary>Adds a part, unless something in it could not be seen. Writes the file from time to time.</summary>
    /// <param name="name">The part's name.</param>
    /// <param name="piece">The part.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public void Add(string name, FinishedPiece piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        if (piece.Deviations.Any(deviation => deviation.Kind == DeviationKind.Unseen))
        {
            return;
        }

        _pieces[name] = piece;
        if (Interlocked.Increment(ref _added) % PiecesPerSave == 0)
        {
            Save();
        }
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public void Save()
    {
        lock (_saving)
        {
            var unfinished = $"{_path}.{Guid.NewGuid():N}.tmp";
            try
            {
                var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
                if (!OperatingSystem.IsWindows())
                {
                    options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                }

                using (var stream = new FileStream(unfinished, options))
                {
                    JsonSerializer.Serialize(stream, new Content(_identity, _pieces.ToDictionary()), Json);
                }

                File.Move(unfinished, _path, overwrite: true);
            }
            catch (Exception exception) when (FileReason.Applies(exception))
            {
                if (File.Exists(unfinished))
                {
                    File.Delete(unfinished);
                }

                throw new InvalidInputException(
                    $"cannot write {VisibleText.Quote(_path)}: {FileReason.Of(exception, _path)}; name a file in a folder that exists"
                );
            }
        }
    }

    /// <summary>Deletes the file, since the verification is finished.</summary>
    /// <exception cref="InvalidInputException">The file cannot be deleted.</exception>
    public void Delete()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            throw new InvalidInputException($"cannot delete {VisibleText.Quote(_path)}: {FileReason.Of(exception, _path)}");
        }
    }

    private static Content Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<Content>(stream, Json) is { } content && content.Pieces.Values.All(IsWhole)
                ? content
                : throw new JsonException("something in it is null");
        }
        catch (JsonException)
        {
            throw new InvalidInputException(
                $"--resume {VisibleText.Quote(path)}: it is no file that verify wrote; name one, or one that does not exist"
            );
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            throw new InvalidInputException($"cannot read {VisibleText.Quote(path)}: {FileReason.Of(exception, path)}");
        }
    }

    // The serializer checks members only, and neither the values of a map nor the elements of a list. What nobody saw is never written.
    private static bool IsWhole(FinishedPiece? piece) =>
        piece is { Resources: >= 0 }
        && piece.Deviations.All(deviation => (Deviation?)deviation is { Kind: not DeviationKind.Unseen })
        && piece.Accounts.Concat(piece.Regions).All(text => (string?)text is not null);

    private sealed record Content(VerificationIdentity Identity, IReadOnlyDictionary<string, FinishedPiece> Pieces);
}
