class FFmpegPostProcessor:
    @staticmethod
    def get_versions():
        return {"ffmpeg": "0", "ffprobe": "0"}
