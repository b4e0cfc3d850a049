using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;

namespace BedrockDefense.Hunting.Indexing;

/// <summary>Reads and writes the file of an index. A checksum at its start tells a whole file from a damaged one.</summary>
internal static class IndexFile
{
    // Written in the byte order of the machine, like the hashes. So an index of a machine with another order is not used.
    private const uint Mark = 0x4244_0003;
    private const int HeaderLength = sizeof(uint) + sizeof(ulong);

    /// <summary>A new file that only its owner can read: its paths and hashes tell of an archive.</summary>
    public static FileStreamOptions PrivateFile
    {
        get
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return options;
        }
    }

    /// <summary>Reads an index, or returns an empty one and what is wrong.</summary>
    public static (ConcurrentDictionary<string, IndexedFile> Files, string? Remark) Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (
            bytes.Length < HeaderLength
            || BitConverter.ToUInt32(bytes) != Mark
            || BitConverter.ToUInt64(bytes, sizeof(uint)) != XxHash3.HashToUInt64(bytes.AsSpan(HeaderLength))
        )
        {
            return ([], $"{VisibleText.Quote(path)} is damaged, or the index of another version; it is made anew");
        }

        var files = new ConcurrentDictionary<string, IndexedFile>(StringComparer.Ordinal);
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        reader.BaseStream.Position = HeaderLength;
        while (reader.BaseStream.Position < bytes.Length)
        {
            files[reader.ReadString()] = new IndexedFile(
                reader.ReadString(),
                reader.ReadInt64(),
                reader.ReadInt64(),
                reader.ReadInt64(),
                reader.ReadInt64(),
                reader.ReadInt64(),
                [.. IndexedFields.All.Select(_ => ReadValues(reader, bytes))]
            );
        }

        return (files, null);
    }

    /// <summary>Writes an index in place of the one that is there.</summary>
    public static void Write(string path, IEnumerable<KeyValuePair<string, IndexedFile>> files)
    {
        var temporary = path + ".new";
        using (var stream = new FileStream(temporary, PrivateFile))
        {
            stream.Position = HeaderLength;
            var hash = new XxHash3();
            foreach (var (file, known) in files)
            {
                var entry = Entry(file, known);
                hash.Append(entry);
                stream.Write(entry);
            }

            stream.Position = 0;
            stream.Write(BitConverter.GetBytes(Mark));
            stream.Write(BitConverter.GetBytes(hash.GetCurrentHashAsUInt64()));
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static byte[] Entry(string file, IndexedFile known)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8))
        {
            writer.Write(file);
            writer.Write(known.Stamp);
            writer.Write(known.First);
            writer.Write(known.Last);
            writer.Write(known.Events);
            writer.Write(known.InflatedBytes);
            writer.Write(known.OtherValues);
            foreach (var values in known.Values)
            {
                writer.Write(values.HasOthers);
                writer.Write(values.Hashes.Length);
                writer.Write(values.Hashes.Span);
            }
        }

        return stream.ToArray();
    }

    private static ValueSet ReadValues(BinaryReader reader, byte[] bytes)
    {
        var hasOthers = reader.ReadBoolean();
        var length = reader.ReadInt32();
        var hashes = bytes.AsMemory((int)reader.BaseStream.Position, length);
        reader.BaseStream.Position += length;
        return new ValueSet(hashes, hasOthers);
    }
}
