using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using BedrockDefense.Hunting;

namespace BedrockDefense.Tests.Hunting;

/// <summary>
/// Every byte of a gzip file is read, is padding, or is reported. The files are written by hand, byte by byte (RFC 1952).
/// </summary>
public sealed class GzipMembersTests : IDisposable
{
    private const string StoppedLoggingRule = """
        title: Stopped
        logsource: {product: aws, service: cloudtrail}
        detection: {selection: {eventName: StopLogging}, condition: selection}
        """;

    private readonly LogFolder _folder = new();

    public static TheoryData<int> Flags => [.. Enumerable.Range(0, 32)];

    public static TheoryData<int> Paddings => [1, 2, 7, 8, 9, 511, 512, 8_191, 8_192, 8_193, 65_535, 65_536, 100_000];

    public static TheoryData<int> HeaderLengths => [.. Enumerable.Range(1, 18)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Flags))]
    public void Whatever_a_header_holds_the_member_is_read(int flags) => Expect(1, null, Member(Log(1), flags));

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(128)]
    public void A_flag_that_does_not_exist_is_damage(int flag) => Expect(0, "is of a kind that does not exist", Member(Log(1), flag));

    [Theory]
    [MemberData(nameof(Paddings))]
    public void Zeros_are_padding_at_the_end_and_between_members(int zeros)
    {
        Expect(1, null, Member(Log(1)), new byte[zeros]);
        Expect(2, null, Member(Log(1)), new byte[zeros], Member(Log(2)));
        Expect(1, $"at byte {Member(Log(1)).Length + zeros} of the stored file", Member(Log(1)), new byte[zeros], [7]);
    }

    [Theory]
    [MemberData(nameof(HeaderLengths))]
    public void A_member_that_is_cut_is_damage_and_the_one_before_it_is_read(int length) =>
        Expect(1, "the gzip data is damaged", Member(Log(1)), Member(Log(2))[..length]);

    [Fact]
    public void Wherever_a_file_is_cut_it_is_damage()
    {
        var whole = Member(Log(1));
        for (var length = 2; length < whole.Length; length++)
        {
            _ = _folder.Add($"{length:D4}.gz", whole[..length]);
        }

        var report = _folder.Hunt(StoppedLoggingRule).Report;

        Assert.Equal(_folder.Files, report.Faults.Select(fault => fault.File).Distinct());
    }

    [Fact]
    public void Members_may_be_empty_many_or_of_a_byte_each()
    {
        var empty = Enumerable.Repeat(Member([]), 50).SelectMany(bytes => bytes).ToArray();
        Expect(1, null, empty, Member(Log(1)), empty);
        Expect(300, null, [.. Enumerable.Range(1, 300).Select(number => Member(Log(number)))]);
        Expect(1, null, [.. Log(1).Select(value => Member([value]))]);
    }

    [Fact]
    public void What_looks_like_the_end_of_a_member_after_its_end_is_no_end()
    {
        var member = Member(Log(1));

        Expect(1, $"at byte {member.Length} of the stored file", member, member[^8..]);
        Expect(1, $"at byte {member.Length} of the stored file", member, Encoding.UTF8.GetBytes("junk"), member[^8..]);
        Expect(1, $"at byte {member.Length} of the stored file", member, Log(2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void It_does_not_matter_how_few_bytes_come_at_once(int count)
    {
        byte[] content = [.. Member(Log(1)), .. new byte[3], .. Member(Log(2), 31)];
        _folder.Files.Add("-");

        var (findings, report) = _folder.Hunt(
            StoppedLoggingRule,
            new HuntOptions { OpenSource = (_, _) => new OpenedSource(new Trickle(content, count), 0) }
        );

        Assert.Empty(report.Faults);
        Assert.Equal(2, findings.Count);
    }

    private static byte[] Log(int id) => Encoding.UTF8.GetBytes($$"""{"Records":[{{HunterTests.Event(id)}}]}""");

    private static byte[] Member(byte[] content, int flags = 0)
    {
        var member = new MemoryStream();
        member.Write([0x1F, 0x8B, 8, (byte)flags, 0, 0, 0, 0, 0, 255]);
        if ((flags & 4) != 0)
        {
            member.Write([7, 0, 0x1F, 0x8B, 8, 0, 0, 0, 0]);
        }

        if ((flags & 8) != 0)
        {
            member.Write("name.json\0"u8);
        }

        if ((flags & 16) != 0)
        {
            member.Write("a comment\0"u8);
        }

        if ((flags & 2) != 0)
        {
            member.Write(Crc32.Hash(member.ToArray()).AsSpan(0, 2));
        }

        using (var deflate = new DeflateStream(member, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }

        if (content.Length == 0)
        {
            member.Write([3, 0]);
        }

        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, Crc32.HashToUInt32(content));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)content.Length);
        member.Write(trailer);
        return member.ToArray();
    }

    private void Expect(int found, string? fault, params byte[][] parts)
    {
        _folder.Files.Clear();
        _folder.Add($"{Guid.NewGuid()}.gz", [.. parts.SelectMany(bytes => bytes)]);

        var (findings, report) = _folder.Hunt(StoppedLoggingRule);

        Assert.Equal(found, findings.Count);
        if (fault is null)
        {
            Assert.Empty(report.Faults);
        }
        else
        {
            Assert.Contains(fault, Assert.Single(report.Faults).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A stream that returns a few bytes at a time, like a pipe.</summary>
    private sealed class Trickle(byte[] content, int count) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(count, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int length) => base.Read(buffer, offset, Math.Min(count, length));
    }
}
