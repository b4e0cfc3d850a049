using BedrockDefense.Live.Verifying;
using BedrockDefense.Live.Verifying.Resuming;

namespace BedrockDefense.Live.Tests.Verifying.Resuming;

/// <summary>A verification goes on only from a file of its own.</summary>
public sealed class CheckpointTests : IDisposable
{
    private const string Cases = "live/checkpoints.json";

    private static readonly DateTimeOffset Now = new(2026, 11, 28, 20, 15, 30, TimeSpan.Zero);
    private static readonly VerificationIdentity Identity = new("1.0", "c", "111122223333");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checkpoint-");

    public static TheoryData<string> Names => Repository.Names(Cases);

    private string File => Path.Combine(_folder.FullName, "state.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_that_is_foreign_or_old_is_refused(string name)
    {
        var wanted = Repository.Find<State>(Cases, name);
        System.IO.File.WriteAllText(File, wanted.File);

        if (wanted.Refusal is null)
        {
            Assert.Equal(wanted.Earlier, Checkpoint.Open(File, Identity, Now).Earlier);
            return;
        }

        var refusal = Assert.Throws<InvalidInputException>(() => Checkpoint.Open(File, Identity, Now));
        Assert.StartsWith("--resume ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith($": {wanted.Refusal}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(wanted.File, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void What_is_finished_is_found_again_but_not_what_nobody_saw()
    {
        var checkpoint = Checkpoint.Open(File, Identity, Now);
        Deviation deviation = new(DeviationKind.Different, "1", "r", "a b", "field", "x", "\u001b\ud800 <y>", "do it");
        checkpoint.Add("one", new FinishedPiece(Now, [deviation], ["1", "2"], ["r"]));
        checkpoint.Add("two", new FinishedPiece(Now, [deviation with { Kind = DeviationKind.Unseen }], [], []));
        checkpoint.Save();

        var again = Checkpoint.Open(File, Identity, Now);
        var piece = again.Find("one")!;
        Assert.Equal(deviation with { Found = "\u001b\ufffd <y>" }, Assert.Single(piece.Deviations));
        Assert.Equal(["1", "2"], piece.Accounts);
        Assert.Equal(["r"], piece.Regions);
        Assert.Null(again.Find("two"));
        Assert.Equal([File], Directory.GetFiles(_folder.FullName));
        again.Delete();
        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void Only_the_owner_may_read_the_file()
    {
        Checkpoint.Open(File, Identity, Now);

        // Windows has no such modes.
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nowhere/state.json")]
    [InlineData(".")]
    [InlineData("a\0b")]
    public void A_path_that_cannot_be_written_is_refused_at_once(string path)
    {
        var refusal = Assert.Throws<InvalidInputException>(() =>
            Checkpoint.Open(path.Length == 0 ? "" : Path.Combine(_folder.FullName, path), Identity, Now)
        );
        Assert.StartsWith("cannot write ", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void The_order_of_the_settings_is_not_part_of_the_identity_but_each_value_is()
    {
        Dictionary<string, string> one = new() { ["a"] = "1", ["b"] = "2" };
        Dictionary<string, string> other = new() { ["b"] = "2", ["a"] = "1" };
        Assert.Equal(VerificationIdentity.Of("1", one, "2"), VerificationIdentity.Of("1", other, "2"));
        other["a"] = "3";
        Assert.NotEqual(VerificationIdentity.Of("1", one, "2"), VerificationIdentity.Of("1", other, "2"));
    }

    private sealed record State(string File, string? Refusal, string? Earlier);
}
