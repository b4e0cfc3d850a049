using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// Decompresses gzip data and accounts for every byte (RFC 1952): members follow one another, zeros may pad the end, and anything
/// else is damage. The framework's own stream silently stops at the first byte that does not begin a member.
/// </summary>
internal sealed class GzipMembers : ForwardStream
{
    private const int TrailerLength = 8;

    private readonly InflaterInput _input;
    private readonly Crc32 _checksum = new();
    private DeflateStream? _inflater;
    private uint _length;
    private string? _damage;

    /// <param name="content">A stream that begins with a gzip member.</param>
    public GzipMembers(Stream content) => _input = new InflaterInput(content);

    /// <summary>Reads the next decompressed bytes; returns 0 at the end.</summary>
    /// <exception cref="InvalidDataException">The data is damaged, ends too early, or is followed by other bytes.</exception>
    public override int Read(Span<byte> inflated)
    {
        // After damage, every further read reports the same damage.
        if (_damage is not null)
        {
            throw new InvalidDataException(_damage);
        }

        try
        {
            return ReadNext(inflated);
        }
        catch (InvalidDataException exception)
        {
            _damage = exception.Message;
            throw;
        }
    }

    private int ReadNext(Span<byte> inflated)
    {
        while (true)
        {
            if (_inflater is null)
            {
                if (!SkipToMember())
                {
                    return 0;
                }

                SkipHeader();
                _inflater = new DeflateStream(_input, CompressionMode.Decompress, leaveOpen: true);
                _checksum.Reset();
                _length = 0;
            }

            var read = _inflater.Read(inflated);
            if (read > 0)
            {
                _checksum.Append(inflated[..read]);
                _length += (uint)read;
                return read;
            }

            _inflater.Dispose();
            _inflater = null;
            SkipTrailer();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _inflater?.Dispose();
        _input.Dispose();
        base.Dispose(disposing);
    }

    private static InvalidDataException TruncatedData() => new("it ends within a gzip member");

    /// <summary>Skips zeros up to the next member; returns false at the end of the file.</summary>
    private bool SkipToMember()
    {
        // The caller has already recognised the first member.
        if (_input.Position == 0)
        {
            return true;
        }

        int value;
        while ((value = _input.Peek(0)) == 0)
        {
            _input.Skip(1);
        }

        if (value < 0)
        {
            return false;
        }

        if (value == 0x1F && (_input.Peek(1), _input.Peek(2)) is (0x8B or -1, 8 or -1))
        {
            return true;
        }

        throw new InvalidDataException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"at byte {_input.Position} of the stored file, after the gzip data, stands something that is neither gzip "
                    + $"nor padding with zeros; it was not read"
            )
        );
    }

    private void SkipHeader()
    {
        const int FixedLength = 10,
            HasChecksum = 2,
            HasExtra = 4,
            HasName = 8,
            HasComment = 16,
            Reserved = 0xE0;
        var start = _input.Position;
        var (method, flags) = (_input.Peek(2), _input.Peek(3));
        if (_input.Peek(FixedLength - 1) < 0)
        {
            throw new InvalidDataException(
                FormattableString.Invariant($"the gzip member that begins at byte {start} of the stored file ends within its header")
            );
        }

        if (method != 8 || (flags & Reserved) != 0)
        {
            throw new InvalidDataException(
                FormattableString.Invariant(
                    $"the gzip member that begins at byte {start} of the stored file is of a kind that does not exist"
                )
            );
        }

        _input.Skip(FixedLength);
        if ((flags & HasExtra) != 0)
        {
            if (_input.Peek(1) < 0)
            {
                throw TruncatedData();
            }

            var length = _input.Peek(0) | (_input.Peek(1) << 8);
            Skip(2 + length);
        }

        if ((flags & HasName) != 0)
        {
            SkipText();
        }

        if ((flags & HasComment) != 0)
        {
            SkipText();
        }

        if ((flags & HasChecksum) != 0)
        {
            Skip(2);
        }
    }

    private void SkipText()
    {
        int value;
        do
        {
            value = _input.Peek(0);
            Skip(1);
        } while (value != 0);
    }

    private void Skip(int count)
    {
        for (; count > 0; count--)
        {
            if (_input.Peek(0) < 0)
            {
                throw TruncatedData();
            }

            _input.Skip(1);
        }
    }

    /// <summary>
    /// Finds the end of a member and skips its trailer. The inflater reads more bytes than it needs and does not say how many. The
    /// trailer contains the checksum and the length, which are known by now, so a search for these bytes finds the end.
    /// </summary>
    private void SkipTrailer()
    {
        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _checksum.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
        if (!_input.ReturnAfter(trailer, out var passed) || EndsWithMember(passed))
        {
            throw new InvalidDataException("it ends within a gzip member, or the member's checksum is not that of what it holds");
        }
    }

    /// <summary>
    /// Returns whether these bytes end with a complete valid member. If they do, the last eight bytes are the trailer of that
    /// member, which happens to have the same content.
    /// </summary>
    private static bool EndsWithMember(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> beginning = [0x1F, 0x8B, 8];
        for (var from = 1; bytes.Span[from..].IndexOf(beginning) is >= 0 and var at; from += at + 1)
        {
            if (IsValid(bytes[(from + at)..]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsValid(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var members = new GzipMembers(new HeadedStream(bytes, Null));
            members.CopyTo(Null);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
