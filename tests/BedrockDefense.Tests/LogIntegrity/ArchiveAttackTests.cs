using BedrockDefense.LogIntegrity;

namespace BedrockDefense.Tests.LogIntegrity;

/// <summary>Whatever is done to an archive is found, in each of many archives, and nothing is found in an untouched one.</summary>
public sealed class ArchiveAttackTests
{
    private const int Archives = 100;

    private static readonly Lazy<IReadOnlyList<string>> Missed = new(FindMissed);

    public static TheoryData<string> Names => [.. ArchiveAttacks.All.Keys, Untouched];

    private const string Untouched = "nothing is done";

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_found_in_each_archive(string name) =>
        Assert.DoesNotContain(Missed.Value, missed => missed.StartsWith($"{name}, ", StringComparison.Ordinal));

    // All attacks on one archive share its files, because writing and signing them takes most of the time.
    private static List<string> FindMissed()
    {
        using var keys = PublicKeys.Parse([("keys.json", TrailArchive.PublicKeys)]);
        var missed = new List<string>();
        using var folder = new ArchiveFolder();
        for (var seed = 0; seed < Archives; seed++)
        {
            var archive = TrailArchive.Make(seed, hasSecondRegion: seed % 10 == 0);
            folder.Hold(archive.Files);
            if (folder.Check(keys) is not { Findings: [], IsComplete: true } || folder.Check() is not { Findings: [], IsComplete: true })
            {
                missed.Add($"{Untouched}, archive {seed}");
            }

            foreach (var (name, attack) in ArchiveAttacks.All)
            {
                var changed = archive.Copy(seed);
                attack.Do(changed, new Random(seed));
                folder.Hold(changed.Files);
                var found = (attack.NeedsKeys ? folder.Check(keys) : folder.Check(isMetadataLost: true))
                    .Findings.Select(one => one.Problem)
                    .ToHashSet();
                if (!found.Overlaps(attack.Telling) || !found.IsSubsetOf(attack.Problems))
                {
                    missed.Add($"{name}, archive {seed}: {string.Join(", ", found)}");
                }
            }
        }

        return missed;
    }
}
