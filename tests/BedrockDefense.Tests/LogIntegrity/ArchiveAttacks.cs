using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BedrockDefense.LogIntegrity;

namespace BedrockDefense.Tests.LogIntegrity;

/// <summary>Something that somebody may do to an archive.</summary>
/// <param name="Do">Changes the archive.</param>
/// <param name="NeedsKeys">Whether it can be found with public keys and metadata only.</param>
/// <param name="Problems">The problems that may be found.</param>
internal sealed record ArchiveAttack(Action<TrailArchive, Random> Do, bool NeedsKeys, params IntegrityProblem[] Problems)
{
    /// <summary>The problems of which at least one must be found. That something was not checked tells of little else.</summary>
    public IEnumerable<IntegrityProblem> Telling =>
        Problems is [IntegrityProblem.NotChecked] ? Problems : Problems.Where(problem => problem != IntegrityProblem.NotChecked);
}

internal static class ArchiveAttacks
{
    private static readonly RSA OtherKey = RSA.Create(1024);

    public static IReadOnlyDictionary<string, ArchiveAttack> All { get; } =
        new Dictionary<string, ArchiveAttack>
        {
            ["a log file is removed"] = new((archive, random) => archive.Files.Remove(Log(archive, random)), false, Missing),
            ["a log file is edited"] = new((archive, random) => EditLog(archive, random, "\"eventID\"", "\"eventId\""), false, Altered),
            ["a record of a log file is removed"] = new(
                (archive, random) => EditLog(archive, random, ",{\"eventID\"", ",{},{\"eventID\""),
                false,
                Altered
            ),
            ["a log file is cut"] = new((archive, random) => Cut(archive, Log(archive, random), random), false, Altered),
            ["a log file is emptied"] = new((archive, random) => archive.Files[Log(archive, random)] = [], false, Altered),
            ["a log file is replaced by an empty list"] = new(
                (archive, random) => archive.Files[Log(archive, random)] = TrailArchive.Gzip("""{"Records":[]}"""u8.ToArray()),
                false,
                Altered
            ),
            ["records are appended to a log file"] = new(
                (archive, random) => Append(archive, random, TrailArchive.Gzip("""{"Records":[]}"""u8.ToArray())),
                false,
                Altered
            ),
            ["bytes are appended to a log file"] = new((archive, random) => Append(archive, random, "more"u8.ToArray()), false, Altered),
            ["two log files are swapped"] = new((archive, random) => Swap(archive, Two(archive.Logs, random)), false, Altered),
            ["a log file is replaced by a copy of another"] = new(
                (archive, random) =>
                {
                    var (one, other) = Two(archive.Logs, random);
                    archive.Files[one] = archive.Files[other];
                },
                false,
                Altered
            ),
            ["a log file is renamed"] = new(
                (archive, random) =>
                {
                    archive.Files.Remove(Log(archive, random), out var bytes);
                    archive.Files[archive.LogKey(Covered(random))] = bytes!;
                },
                false,
                Missing,
                Unnamed
            ),
            ["a log file is inserted"] = new(
                (archive, random) => archive.Files[archive.LogKey(Covered(random))] = archive.Files[Log(archive, random)],
                false,
                Unnamed
            ),
            ["a log file is moved to another day"] = new(
                (archive, random) =>
                {
                    var log = Log(archive, random);
                    archive.Files.Remove(log, out var bytes);
                    archive.Files[log.Replace("/2026/11/20/", "/2026/11/21/", StringComparison.Ordinal)] = bytes!;
                },
                false,
                Misplaced
            ),
            ["a digest is removed"] = new((archive, random) => Remove(archive, Middle(archive, random)), false, Missing, NotChecked),
            ["an hour is removed"] = new(
                (archive, random) => RemoveHour(archive, random.Next(1, archive.Digests.Count - 1)),
                false,
                Missing,
                NotChecked
            ),
            ["the first hour is removed"] = new((archive, _) => RemoveHour(archive, 0), false, NotChecked),
            ["the last digest is removed"] = new((archive, _) => Remove(archive, archive.Digests[^1]), false, NotChecked),
            ["a digest is cut"] = new((archive, random) => Cut(archive, Digest(archive, random), random), false, Altered, NotChecked),
            ["a digest is no JSON"] = new(
                (archive, random) => archive.Files[Digest(archive, random)] = TrailArchive.Gzip("{"u8.ToArray()),
                false,
                Altered,
                NotChecked
            ),
            ["two digests are swapped"] = new((archive, random) => Swap(archive, Two(archive.Digests, random)), false, Misplaced),
            ["a log file and its entry are removed"] = new(
                (archive, random) => RemoveEntry(archive, random.Next(archive.Digests.Count - 1)),
                false,
                Altered,
                BadSignature
            ),
            ["a log file and its entry are removed from the last digest"] = new(
                (archive, _) => RemoveEntry(archive, archive.Digests.Count - 1),
                true,
                BadSignature
            ),
            ["the entries of a digest are in another order"] = new(
                (archive, random) => Edit(archive, random.Next(archive.Digests.Count), Reorder),
                true,
                Altered,
                BadSignature
            ),
            ["a log file is removed, and every digest from then on rewritten"] = new(
                (archive, random) =>
                {
                    var index = random.Next(archive.Digests.Count);
                    RemoveEntry(archive, index);
                    archive.Rewrite(index, OtherKey);
                },
                true,
                BadSignature
            ),
            ["the chain is cut, and every digest from then on rewritten"] = new(
                (archive, random) =>
                {
                    var index = random.Next(1, archive.Digests.Count);
                    Edit(archive, index, Begin);
                    archive.Rewrite(index, OtherKey);
                },
                true,
                BadSignature,
                NotChecked
            ),
            ["a digest is forged between two others"] = new(Insert, false, Unnamed, BadSignature, NotChecked),
            ["a digest names itself as the one before it"] = new(
                (archive, random) =>
                    Edit(
                        archive,
                        random.Next(archive.Digests.Count),
                        digest => Follow(digest, digest["digestS3Object"]!.GetValue<string>())
                    ),
                false,
                Broken,
                Altered,
                Unnamed,
                BadSignature,
                NotChecked
            ),
            ["a digest names a later one as the one before it"] = new(
                (archive, random) => Edit(archive, random.Next(archive.Digests.Count - 1), digest => Follow(digest, archive.Digests[^1])),
                false,
                Broken,
                Altered,
                Unnamed,
                BadSignature,
                NotChecked
            ),
            ["a digest has two lists of log files"] = new(
                (archive, random) =>
                {
                    var key = Digest(archive, random);
                    var text = Encoding.UTF8.GetString(TrailArchive.Inflate(archive.Files[key]));
                    archive.Files[key] = TrailArchive.Gzip(Encoding.UTF8.GetBytes($"{text[..^1]},\"logFiles\":[]}}"));
                },
                false,
                Altered,
                NotChecked
            ),
        };

    private const IntegrityProblem Missing = IntegrityProblem.Missing;
    private const IntegrityProblem Altered = IntegrityProblem.Altered;
    private const IntegrityProblem Unnamed = IntegrityProblem.Unnamed;
    private const IntegrityProblem Misplaced = IntegrityProblem.Misplaced;
    private const IntegrityProblem Broken = IntegrityProblem.Broken;
    private const IntegrityProblem BadSignature = IntegrityProblem.BadSignature;
    private const IntegrityProblem NotChecked = IntegrityProblem.NotChecked;

    private static string Log(TrailArchive archive, Random random) => archive.Logs[random.Next(archive.Logs.Count)];

    private static string Digest(TrailArchive archive, Random random) => archive.Digests[random.Next(archive.Digests.Count)];

    private static string Middle(TrailArchive archive, Random random) => archive.Digests[random.Next(1, archive.Digests.Count - 1)];

    private static DateTimeOffset Covered(Random random) => TrailArchive.Start.AddMinutes(random.Next((TrailArchive.Hours * 60) - 5));

    private static (string, string) Two(IReadOnlyList<string> keys, Random random)
    {
        var one = random.Next(keys.Count);
        return (keys[one], keys[(one + random.Next(1, keys.Count)) % keys.Count]);
    }

    private static void Swap(TrailArchive archive, (string One, string Other) keys) =>
        (archive.Files[keys.One], archive.Files[keys.Other]) = (archive.Files[keys.Other], archive.Files[keys.One]);

    private static void EditLog(TrailArchive archive, Random random, string from, string to)
    {
        var log = Log(archive, random);
        var text = Encoding.UTF8.GetString(TrailArchive.Inflate(archive.Files[log]));
        archive.Files[log] = TrailArchive.Gzip(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));
    }

    private static void Cut(TrailArchive archive, string key, Random random) =>
        archive.Files[key] = archive.Files[key][..random.Next(1, archive.Files[key].Length)];

    private static void Append(TrailArchive archive, Random random, byte[] more)
    {
        var log = Log(archive, random);
        archive.Files[log] = [.. archive.Files[log], .. more];
    }

    private static void Remove(TrailArchive archive, string digest)
    {
        archive.Files.Remove(digest);
        archive.Files.Remove(digest + TrailArchive.MetadataEnd);
    }

    private static void RemoveHour(TrailArchive archive, int index)
    {
        foreach (var log in archive.Digest(archive.Digests[index])["logFiles"]!.AsArray())
        {
            archive.Files.Remove(log!["s3Object"]!.GetValue<string>());
        }

        Remove(archive, archive.Digests[index]);
    }

    private static void Edit(TrailArchive archive, int index, Action<JsonObject> edit)
    {
        var digest = archive.Digest(archive.Digests[index]);
        edit(digest);
        archive.Files[archive.Digests[index]] = TrailArchive.Gzip(Encoding.UTF8.GetBytes(digest.ToJsonString()));
    }

    private static void RemoveEntry(TrailArchive archive, int index) =>
        Edit(
            archive,
            index,
            digest =>
            {
                archive.Files.Remove(digest["logFiles"]![0]!["s3Object"]!.GetValue<string>());
                digest["logFiles"]!.AsArray().RemoveAt(0);
            }
        );

    // A digest with one entry gets the same entry twice.
    private static void Reorder(JsonObject digest)
    {
        var entries = digest["logFiles"]!.AsArray();
        var first = entries[0]!.DeepClone();
        if (entries.Count > 1)
        {
            entries.RemoveAt(0);
        }

        entries.Add(first);
    }

    private static void Begin(JsonObject digest)
    {
        foreach (
            var name in digest.Select(member => member.Key).Where(name => name.StartsWith("previous", StringComparison.Ordinal)).ToList()
        )
        {
            digest[name] = null;
        }
    }

    private static void Follow(JsonObject digest, string key)
    {
        digest["previousDigestS3Object"] = key;
        digest["previousDigestHashValue"] = new string('0', 64);
        digest["previousDigestHashAlgorithm"] = "SHA-256";
        digest["previousDigestSignature"] = "00";
    }

    private static void Insert(TrailArchive archive, Random random)
    {
        var digest = archive.Digest(Middle(archive, random));
        var key = digest["digestS3Object"]!.GetValue<string>().Replace("0000Z", "3000Z", StringComparison.Ordinal);
        digest["digestS3Object"] = key;
        digest["digestEndTime"] = digest["digestEndTime"]!.GetValue<string>().Replace(":00:00Z", ":30:00Z", StringComparison.Ordinal);
        archive.Put(key, digest, OtherKey);
    }
}
